"""Plays an AI with the weights of a file against the baseline and prints the share of matches it wins.

Every seed is played twice with sides changed, so luck of the map favours nobody. Replace the game by yours."""
import json
import random
import sys

SEEDS, TURNS = 300, 120
BASELINE = dict(aggression=1.0, defense=1.0, gathering=1.0, exploration=1.0, threat_threshold=1.0, retreat_health=0.5)


class Side:
    def __init__(self, mind):
        self.mind, self.gold, self.army, self.walls, self.base = mind, 20.0, 4.0, 1.0, 60.0
        self.sites, self.left, self.marching, self.marched = [3.0], 6, False, 0.0

    def choice(self, foe):
        """What the weights like best this turn."""
        mind = self.mind
        if self.marching and self.army < mind["retreat_health"] * self.marched:
            self.marching = False
            return "home"
        threat = (foe.army + 1) / (self.army + self.walls + 1)
        likes = {
            "gather": mind["gathering"] * 30 / (self.gold + 10),
            "explore": mind["exploration"] * 0.5 * self.left / len(self.sites),
            "train": mind["aggression"] * self.gold / 30 if self.gold >= 10 else 0,
            "wall": mind["defense"] * threat * (threat > mind["threat_threshold"]) if self.gold >= 12 else 0,
            "attack": mind["aggression"] * self.army / (foe.army + 2 * foe.walls + 3),
        }
        if self.marching:
            likes["attack"] *= 1.5
        return max(likes, key=likes.get)


def turn(side, foe, chance):
    act = side.choice(foe)
    side.gold += 0.4 * sum(side.sites)
    if act == "gather":
        side.gold += sum(side.sites)
    elif act == "explore" and side.left:
        side.left -= 1
        side.sites.append(chance.choice([0, 0.5, 1, 2, 4]))
    elif act == "train":
        spent = side.gold // 10
        side.army += spent
        side.gold -= 10 * spent
    elif act == "wall":
        side.walls += 1
        side.gold -= 12
    elif act == "attack":
        if not side.marching:
            side.marching, side.marched = True, side.army
        strength = side.army * chance.uniform(0.7, 1.3)
        against = (0.6 if foe.marching else 1) * foe.army * chance.uniform(0.7, 1.3) + 1.5 * foe.walls
        side.army = max(0.0, side.army - 0.25 * against)
        foe.army = max(0.0, foe.army - 0.2 * strength)
        foe.walls = max(0.0, foe.walls - 0.1 * strength)
        foe.base -= max(0.0, strength - against)


def winner(minds, seed):
    """0 or 1, or None for a draw; when time is up, who has more left of the base."""
    chance, sides = random.Random(seed), [Side(mind) for mind in minds]
    for _ in range(TURNS):
        for place in chance.sample((0, 1), 2):
            turn(sides[place], sides[1 - place], chance)
            if sides[1 - place].base <= 0:
                return place
    return None if sides[0].base == sides[1].base else int(sides[1].base > sides[0].base)


with open(sys.argv[1], encoding="utf-8") as file:
    mind = json.load(file)
if mind.keys() != BASELINE.keys():
    sys.exit(f"{sys.argv[1]} must have exactly: {', '.join(BASELINE)}")
first = 10_000 if "--other-seeds" in sys.argv else 0
wins = draws = 0
for seed in range(first, first + SEEDS):
    for place in (0, 1):
        won = winner([mind, BASELINE] if place == 0 else [BASELINE, mind], seed)
        wins += won == place
        draws += won is None
print(f"METRIC win_rate={wins / (2 * SEEDS):.6f}")
print(f"METRIC draw_rate={draws / (2 * SEEDS):.6f}")

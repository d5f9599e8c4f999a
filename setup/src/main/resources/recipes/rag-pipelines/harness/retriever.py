"""A small lexical retriever (BM25 over chunks). Call your own pipeline in retrieve; keep what it takes and gives."""
import math
import re
from collections import Counter, defaultdict


class Retriever:
    """Documents, cut and counted as the settings say."""

    def __init__(self, settings, documents):
        self.k1 = float(settings.get("k1", 1.2))
        self.b = float(settings.get("b", 0.75))
        self.fold = settings.get("fold_endings", "false") == "true"
        self.stop = set(settings.get("stop_words", "").split())
        self.per_document = int(settings.get("chunks_per_document", 1))
        size, overlap = int(settings.get("chunk_words", 40)), int(settings.get("chunk_overlap", 0))
        if size < 1 or not 0 <= overlap < size or self.per_document < 1:
            raise SystemExit("chunk_words must be larger than chunk_overlap, and chunks_per_document at least 1")
        self.chunks = []
        for document in documents:
            title = self.words(document["title"]) * int(settings.get("title_weight", 1))
            text = self.words(document["text"])
            for start in range(0, max(1, len(text) - overlap), size - overlap):
                self.chunks.append((document["id"], Counter(title + text[start:start + size])))
        self.lengths = [sum(counts.values()) for _, counts in self.chunks]
        self.mean = sum(self.lengths) / len(self.lengths)
        self.postings = defaultdict(list)
        for number, (_, counts) in enumerate(self.chunks):
            for word in counts:
                self.postings[word].append(number)

    def words(self, text):
        words = [word for word in re.findall(r"\w+", text.lower()) if word not in self.stop]
        return [re.sub(r"(?<=\w{3})(ing|ed|es|s)$", "", word) for word in words] if self.fold else words

    def retrieve(self, question, count):
        """The ids of the documents that the best chunks are from, at most `count` chunks."""
        scores = Counter()
        for word in set(self.words(question)):
            found = self.postings.get(word, [])
            rarity = math.log(1 + (len(self.chunks) - len(found) + 0.5) / (len(found) + 0.5))
            for number in found:
                times = self.chunks[number][1][word]
                long = 1 - self.b + self.b * self.lengths[number] / self.mean
                scores[number] += rarity * times * (self.k1 + 1) / (times + self.k1 * long)
        ranked, taken = [], Counter()
        for number, _ in sorted(scores.items(), key=lambda entry: (-entry[1], entry[0])):
            document = self.chunks[number][0]
            if taken[document] < self.per_document:
                taken[document] += 1
                ranked.append(document)
        return ranked[:count]

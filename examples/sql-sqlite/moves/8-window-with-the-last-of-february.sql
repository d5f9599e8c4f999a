-- lag() over March and each sensor's last reading before it, sensors first
WITH near AS (
  SELECT s.id, s.room, (SELECT max(p.at) FROM readings p WHERE p.sensor = s.id AND p.at < unixepoch('2024-03-01')) AS start
  FROM sensors s WHERE s.kind = 'heat'
), steps AS (
  SELECT n.room, r.at, abs(r.value - lag(r.value) OVER (PARTITION BY r.sensor ORDER BY r.at)) AS jump
  FROM near n CROSS JOIN readings r ON r.sensor = n.id
  WHERE r.at >= coalesce(n.start, 0) AND r.at < unixepoch('2024-04-01')
)
SELECT room, count(*) AS jumps, max(jump) AS farthest
FROM steps WHERE jump >= 60 AND at >= unixepoch('2024-03-01') GROUP BY room ORDER BY room

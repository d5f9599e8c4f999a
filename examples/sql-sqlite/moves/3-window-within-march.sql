-- The reading before by lag() instead of a subquery, over the readings of March
WITH steps AS (
  SELECT sensor, abs(value - lag(value) OVER (PARTITION BY sensor ORDER BY at)) AS jump
  FROM readings WHERE at >= unixepoch('2024-03-01') AND at < unixepoch('2024-04-01')
)
SELECT s.room, count(*) AS jumps, max(t.jump) AS farthest
FROM steps t JOIN sensors s ON s.id = t.sensor
WHERE t.jump >= 60 AND s.kind = 'heat'
GROUP BY s.room
ORDER BY s.room

-- The reading before by lag() over all readings, so that the first of March has one, too
WITH steps AS (
  SELECT sensor, at, abs(value - lag(value) OVER (PARTITION BY sensor ORDER BY at)) AS jump FROM readings
)
SELECT s.room, count(*) AS jumps, max(t.jump) AS farthest
FROM steps t JOIN sensors s ON s.id = t.sensor
WHERE t.jump >= 60 AND t.at >= unixepoch('2024-03-01') AND t.at < unixepoch('2024-04-01') AND s.kind = 'heat'
GROUP BY s.room
ORDER BY s.room

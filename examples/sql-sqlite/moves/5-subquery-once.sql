-- The reading before once instead of twice, in a CTE that is materialised
WITH steps AS MATERIALIZED (
  SELECT s.room, abs(r.value - (
    SELECT p.value FROM readings p WHERE p.sensor = r.sensor AND p.at < r.at ORDER BY p.at DESC LIMIT 1)) AS jump
  FROM readings r JOIN sensors s ON s.id = r.sensor
  WHERE r.at >= unixepoch('2024-03-01') AND r.at < unixepoch('2024-04-01') AND s.kind = 'heat'
)
SELECT room, count(*) AS jumps, max(jump) AS farthest FROM steps WHERE jump >= 60 GROUP BY room ORDER BY room

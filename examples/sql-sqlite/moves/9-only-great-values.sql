-- A jump of 60 needs a great or a small value: most readings need no look at the one before
WITH steps AS MATERIALIZED (
  SELECT s.room, abs(r.value - (
    SELECT p.value FROM readings p WHERE p.sensor = r.sensor AND p.at < r.at ORDER BY p.at DESC LIMIT 1)) AS jump
  FROM sensors s CROSS JOIN readings r ON r.sensor = s.id
  WHERE r.at >= unixepoch('2024-03-01') AND r.at < unixepoch('2024-04-01') AND s.kind = 'heat'
    AND (r.value >= 270 OR r.value < 230)
)
SELECT room, count(*) AS jumps, max(jump) AS farthest FROM steps WHERE jump >= 60 GROUP BY room ORDER BY room

-- March as a range of seconds, so that the index on the time can be used
SELECT s.room, count(*) AS jumps, max(abs(r.value - (
    SELECT p.value FROM readings p WHERE p.sensor = r.sensor AND p.at < r.at ORDER BY p.at DESC LIMIT 1))) AS farthest
FROM readings r
JOIN sensors s ON s.id = r.sensor
WHERE r.at >= unixepoch('2024-03-01') AND r.at < unixepoch('2024-04-01')
  AND abs(r.value - (
    SELECT p.value FROM readings p WHERE p.sensor = r.sensor AND p.at < r.at ORDER BY p.at DESC LIMIT 1)) >= 60
  AND s.kind = 'heat'
GROUP BY s.room
ORDER BY s.room

-- What the query must answer: the query as it came.
SELECT s.room, count(*) AS jumps, max(abs(r.value - (
    SELECT p.value FROM readings p WHERE p.sensor = r.sensor AND p.at < r.at ORDER BY p.at DESC LIMIT 1))) AS farthest
FROM readings r
JOIN sensors s ON s.id = r.sensor
WHERE strftime('%Y-%m', r.at, 'unixepoch') = '2024-03'
  AND abs(r.value - (
    SELECT p.value FROM readings p WHERE p.sensor = r.sensor AND p.at < r.at ORDER BY p.at DESC LIMIT 1)) >= 60
  AND s.kind = 'heat'
GROUP BY s.room
ORDER BY s.room

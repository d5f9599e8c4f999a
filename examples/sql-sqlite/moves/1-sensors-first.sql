-- Sensors first (CROSS JOIN keeps the order): a third of them is of the kind, so a third of the readings is looked at
SELECT s.room, count(*) AS jumps, max(abs(r.value - (
    SELECT p.value FROM readings p WHERE p.sensor = r.sensor AND p.at < r.at ORDER BY p.at DESC LIMIT 1))) AS farthest
FROM sensors s
CROSS JOIN readings r ON r.sensor = s.id
WHERE s.kind = 'heat'
  AND strftime('%Y-%m', r.at, 'unixepoch') = '2024-03'
  AND abs(r.value - (
    SELECT p.value FROM readings p WHERE p.sensor = r.sensor AND p.at < r.at ORDER BY p.at DESC LIMIT 1)) >= 60
GROUP BY s.room
ORDER BY s.room

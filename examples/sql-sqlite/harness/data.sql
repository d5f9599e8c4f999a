-- Readings of sensors in a building, from January to June 2024. :salt makes other readings. Values are mixed from row
-- numbers: no chance, the same everywhere.
CREATE TABLE sensors (id INTEGER PRIMARY KEY, room TEXT NOT NULL, kind TEXT NOT NULL);
CREATE TABLE readings (id INTEGER PRIMARY KEY, sensor INTEGER NOT NULL, at INTEGER NOT NULL, value INTEGER NOT NULL);

INSERT INTO sensors
  WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)
  SELECT i, 'room ' || (100 + ((i + :salt) * 7919 % 24)), CASE (i + :salt) % 3 WHEN 0 THEN 'heat' WHEN 1 THEN 'light' ELSE 'air' END
  FROM n;
-- One reading every 78 seconds or so, of one sensor or another; no two in the same second.
INSERT INTO readings
  WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000),
    mixed(i, a, b) AS (SELECT i, ((i + :salt) * 2654435761 % 4294967296) / 4096, ((i + :salt) * 1103515245 % 2147483648) / 2048
      FROM n)
  SELECT i, 1 + a % 300, 1704067200 + i * 78 + b % 60, 200 + b % 70 + a / 300 % 30
  FROM mixed;
CREATE INDEX readings_at ON readings (at);
CREATE INDEX readings_sensor ON readings (sensor, at);
ANALYZE;

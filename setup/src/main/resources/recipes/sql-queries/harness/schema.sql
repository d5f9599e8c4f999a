-- Orders of customers; always the same ones.
CREATE TABLE customer (id INTEGER PRIMARY KEY, region TEXT NOT NULL);
CREATE TABLE orders (id INTEGER PRIMARY KEY, customer INTEGER NOT NULL, day INTEGER NOT NULL, cents INTEGER NOT NULL);

WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 200)
INSERT INTO customer SELECT i, 'region' || (i * 7 % 12) FROM n;

WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 4000)
INSERT INTO orders SELECT i, 1 + i * 7919 % 200, i * 31 % 365, 100 + i * 104729 % 9901 FROM n;

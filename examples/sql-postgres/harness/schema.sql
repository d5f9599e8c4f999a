-- A shop, twice: in the schema shop, which is measured, and in the schema trial, with other orders, on which an answer is
-- checked as well. The figures are mixed from row numbers: no chance, the same everywhere.

CREATE SCHEMA harness;
GRANT USAGE ON SCHEMA harness TO PUBLIC;
REVOKE CREATE, TEMPORARY ON DATABASE postgres FROM PUBLIC;
CREATE ROLE owner LOGIN;
CREATE ROLE analyst LOGIN;

CREATE FUNCTION harness.mixed(row_number int, salt int, bound int) RETURNS int LANGUAGE sql IMMUTABLE AS
  $$ SELECT (hashint8extended(row_number, salt) & 2147483647)::int % bound $$;

CREATE PROCEDURE harness.fill(schema text, salt int, customers int, orders int) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE SCHEMA %I AUTHORIZATION owner', schema);
  EXECUTE format('SET LOCAL search_path = %I, harness, pg_catalog', schema);
  CREATE TABLE customers (id int PRIMARY KEY, region text NOT NULL, segment text NOT NULL, since date NOT NULL);
  CREATE TABLE orders (id int PRIMARY KEY, customer int NOT NULL, placed timestamp NOT NULL, status text NOT NULL,
    amount numeric(10, 2) NOT NULL);
  INSERT INTO customers
    SELECT n, 'region ' || chr(65 + mixed(n, salt + 1, 12)),
      CASE mixed(n, salt + 2, 4) WHEN 0 THEN 'company' WHEN 1 THEN 'school' ELSE 'private' END,
      date '2015-01-01' + mixed(n, salt + 3, 3000)
    FROM generate_series(1, customers) n;
  -- No two orders are placed in the same second: each customer has one last order.
  INSERT INTO orders
    SELECT n, 1 + mixed(n, salt + 4, customers),
      timestamp '2023-01-01' + (mixed(n, salt + 5, 900) * 86400 + n) * interval '1 second',
      CASE mixed(n, salt + 6, 10) WHEN 0 THEN 'open' WHEN 1 THEN 'returned' ELSE 'paid' END,
      (100 + mixed(n, salt + 7, 90000)) / 100.0
    FROM generate_series(1, orders) n;
  ALTER TABLE customers OWNER TO owner;
  ALTER TABLE orders OWNER TO owner;
  -- Whoever makes the indexes changes no data.
  REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON customers, orders FROM owner;
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO analyst', schema);
  GRANT SELECT ON customers, orders TO analyst;
END $$;

-- Small enough that ANALYZE reads all rows: plans and costs are the same every time.
CALL harness.fill('shop', 0, 1500, 15000);
CALL harness.fill('trial', 100, 300, 2400);

-- What a query answers, as one hash. The cursor takes a single query that returns rows, nothing else.
CREATE FUNCTION harness.answer(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  answers refcursor;
  answer record;
  hash text := '';
BEGIN
  OPEN answers FOR EXECUTE query;
  LOOP
    FETCH answers INTO answer;
    EXIT WHEN NOT FOUND;
    hash := md5(hash || row_to_json(answer)::text);
  END LOOP;
  RETURN hash;
END $$;

-- Runs a query and tells its execution time in milliseconds and the planner's cost.
CREATE FUNCTION harness.measure(query text, turn int, OUT ms numeric, OUT cost numeric) LANGUAGE plpgsql AS $$
DECLARE
  plans refcursor;
  plan json;
BEGIN
  OPEN plans FOR EXECUTE 'EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ' || query;
  FETCH plans INTO plan;
  ms := plan -> 0 ->> 'Execution Time';
  cost := plan -> 0 -> 'Plan' ->> 'Total Cost';
END $$;

-- indexes.sql makes indexes and statistics: a view or a table with the answer would be no faster query.
CREATE FUNCTION harness.only_indexes() RETURNS event_trigger LANGUAGE plpgsql AS $$
BEGIN
  IF session_user = 'owner' AND tg_tag NOT IN ('CREATE INDEX', 'CREATE STATISTICS') THEN
    RAISE 'indexes.sql may hold CREATE INDEX and CREATE STATISTICS, not %', tg_tag;
  END IF;
END $$;
CREATE EVENT TRIGGER only_indexes ON ddl_command_start EXECUTE FUNCTION harness.only_indexes();

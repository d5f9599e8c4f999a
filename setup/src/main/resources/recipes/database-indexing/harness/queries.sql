SELECT id, day, cents FROM orders WHERE customer = 1711 ORDER BY day DESC LIMIT 10;
SELECT count(*), sum(cents) FROM orders WHERE state = 'open' AND day >= '2025-06-01';
SELECT c.id, sum(o.cents) FROM customers c JOIN orders o ON o.customer = c.id WHERE c.country = 'PT' AND o.day BETWEEN '2025-03-01' AND '2025-03-31' GROUP BY c.id ORDER BY 2 DESC LIMIT 5;
SELECT product, sum(amount) FROM lines WHERE orders IN (SELECT id FROM orders WHERE day = '2025-02-14') GROUP BY product ORDER BY 2 DESC, 1 LIMIT 10;
SELECT id FROM customers WHERE lower(email) = 'mail1234@example.org';

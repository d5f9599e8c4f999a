-- What the query must answer: the query as it came.
SELECT c.region, c.segment, count(*) AS customers, sum(o.amount) AS last_orders,
  max(o.amount - (SELECT round(avg(p.amount), 2) FROM orders p WHERE p.customer = c.id AND p.status = 'paid')) AS most_above
FROM customers c
JOIN orders o ON o.customer = c.id
WHERE o.status = 'paid'
  AND o.amount > (SELECT avg(p.amount) FROM orders p WHERE p.customer = c.id AND p.status = 'paid')
  AND o.placed = (SELECT max(p.placed) FROM orders p WHERE p.customer = c.id AND p.status = 'paid')
GROUP BY c.region, c.segment
ORDER BY c.region, c.segment

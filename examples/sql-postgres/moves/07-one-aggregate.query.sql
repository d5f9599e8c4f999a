-- No join of orders with themselves: the last amount comes out of the same aggregate, ordered by time
WITH paid AS MATERIALIZED (
  SELECT customer, avg(amount) AS average, (array_agg(amount ORDER BY placed DESC))[1] AS amount
  FROM orders WHERE status = 'paid' GROUP BY customer
)
SELECT c.region, c.segment, count(*) AS customers, sum(p.amount) AS last_orders,
  max(p.amount - round(p.average, 2)) AS most_above
FROM paid p
JOIN customers c ON c.id = p.customer
WHERE p.amount > p.average
GROUP BY c.region, c.segment
ORDER BY c.region, c.segment

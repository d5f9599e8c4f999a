-- Average and time of the last order once a customer, by grouping, then join
WITH paid AS (
  SELECT customer, avg(amount) AS average, max(placed) AS last FROM orders WHERE status = 'paid' GROUP BY customer
)
SELECT c.region, c.segment, count(*) AS customers, sum(o.amount) AS last_orders,
  max(o.amount - round(p.average, 2)) AS most_above
FROM paid p
JOIN orders o ON o.customer = p.customer AND o.placed = p.last AND o.status = 'paid' AND o.amount > p.average
JOIN customers c ON c.id = p.customer
GROUP BY c.region, c.segment
ORDER BY c.region, c.segment

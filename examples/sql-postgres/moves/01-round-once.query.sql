-- Compare with the average as it is, and round what is shown, once a group
SELECT c.region, c.segment, count(*) AS customers, sum(o.amount) AS last_orders,
  round(max(o.amount - (SELECT avg(p.amount) FROM orders p WHERE p.customer = c.id AND p.status = 'paid')), 2) AS most_above
FROM customers c
JOIN orders o ON o.customer = c.id
WHERE o.status = 'paid'
  AND o.placed = (SELECT max(p.placed) FROM orders p WHERE p.customer = c.id AND p.status = 'paid')
  AND o.amount > (SELECT avg(p.amount) FROM orders p WHERE p.customer = c.id AND p.status = 'paid')
GROUP BY c.region, c.segment
ORDER BY c.region, c.segment

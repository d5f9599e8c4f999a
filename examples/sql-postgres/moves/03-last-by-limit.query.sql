-- Take each customer's last order by a lateral join with LIMIT 1, in the order of the index
SELECT c.region, c.segment, count(*) AS customers, sum(o.amount) AS last_orders,
  max(o.amount - m.average) AS most_above
FROM customers c
CROSS JOIN LATERAL (SELECT p.amount FROM orders p WHERE p.customer = c.id AND p.status = 'paid'
  ORDER BY p.placed DESC LIMIT 1) o
CROSS JOIN LATERAL (SELECT round(avg(p.amount), 2) AS average, avg(p.amount) AS exact FROM orders p
  WHERE p.customer = c.id AND p.status = 'paid') m
WHERE o.amount > m.exact
GROUP BY c.region, c.segment
ORDER BY c.region, c.segment

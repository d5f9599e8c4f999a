-- One pass with window functions over all orders
SELECT c.region, c.segment, count(*) AS customers, sum(o.amount) AS last_orders,
  max(o.amount - round(o.average, 2)) AS most_above
FROM customers c
JOIN (SELECT customer, amount, avg(amount) OVER w AS average,
    row_number() OVER (PARTITION BY customer ORDER BY placed DESC) AS place
  FROM orders WINDOW w AS (PARTITION BY customer)) o ON o.customer = c.id
WHERE o.place = 1 AND o.amount > o.average
GROUP BY c.region, c.segment
ORDER BY c.region, c.segment

-- One pass with window functions over the paid orders, in the order of the index
SELECT c.region, c.segment, count(*) AS customers, sum(o.amount) AS last_orders,
  max(o.amount - round(o.average, 2)) AS most_above
FROM customers c
JOIN (SELECT customer, amount, avg(amount) OVER (PARTITION BY customer) AS average,
    row_number() OVER (PARTITION BY customer ORDER BY placed DESC) AS place
  FROM orders WHERE status = 'paid') o ON o.customer = c.id
WHERE o.place = 1 AND o.amount > o.average
GROUP BY c.region, c.segment
ORDER BY c.region, c.segment

-- For each customer whose orders are worth more than the mean of their region: the last order.
SELECT c.id, c.region,
       (SELECT sum(o.cents) FROM orders o WHERE o.customer = c.id) AS total,
       (SELECT o.id FROM orders o WHERE o.customer = c.id ORDER BY o.day DESC, o.id DESC LIMIT 1) AS last_order
FROM customer c
WHERE c.id <= 20
  AND (SELECT sum(o.cents) FROM orders o WHERE o.customer = c.id) >
      (SELECT sum(o.cents) * 1.0 / count(DISTINCT o.customer) FROM orders o JOIN customer d ON d.id = o.customer
       WHERE d.region = c.region)
ORDER BY c.id;

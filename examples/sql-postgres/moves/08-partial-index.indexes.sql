-- Only paid orders are looked at: a smaller index of those
CREATE INDEX orders_paid ON orders (customer, placed DESC) INCLUDE (amount) WHERE status = 'paid';

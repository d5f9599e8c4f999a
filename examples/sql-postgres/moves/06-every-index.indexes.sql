-- An index for every condition that occurs
CREATE INDEX orders_customer ON orders (customer, status, placed DESC) INCLUDE (amount);
CREATE INDEX orders_status ON orders (status, customer, amount, placed);
CREATE INDEX orders_placed ON orders (placed, status, customer, amount);
CREATE INDEX orders_amount ON orders (amount, status, customer, placed);
CREATE INDEX customers_all ON customers (region, segment, id);

-- An index that holds all columns of the subqueries, latest order first: no row of the table need be read
CREATE INDEX orders_customer ON orders (customer, status, placed DESC) INCLUDE (amount);

-- Made before every run, on both copies of the data. CREATE INDEX and CREATE STATISTICS only.
CREATE INDEX orders_customer ON orders (customer);

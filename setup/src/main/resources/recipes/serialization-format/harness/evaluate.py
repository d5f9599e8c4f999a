"""Writes fixed records by a schema in Avro's binary encoding, reads them back, compares; microseconds and bytes a record.

Reading must give every value back as it was; a number that the schema calls a string is compared by its digits.
For another format or library replace `Codec`; keep the round trip."""
import io
import json
import random
import struct
import sys
import time

RECORDS, REPEATS = 2_000, 5


def records():
    chance = random.Random(4)
    for i in range(RECORDS):
        yield {
            "sensor": f"s{chance.randrange(40)}",
            "time": 1_750_000_000 + 15 * i,
            "state": chance.choice(["ok", "ok", "ok", "stale", "fault"]),
            "value": round(chance.gauss(21, 4) * 4) / 4,
            "count": chance.randrange(3_000),
            "note": "checked by hand" if chance.random() < 0.05 else None,
            "tags": chance.sample(["indoor", "north", "spare", "calibrated"], chance.randrange(3)),
            "place": {"room": f"B{chance.randrange(9)}", "row": chance.randrange(30)},
        }


class Codec:
    """Null, boolean, int, long, float, double, string, enum, array, record and union of Avro."""

    def write(self, out, schema, value):
        kind = schema if isinstance(schema, str) else "union" if isinstance(schema, list) else schema["type"]
        if kind == "union":
            options = [option == "null" for option in schema]
            place = options.index(value is None)
            self.long(out, place)
            self.write(out, schema[place], value)
        elif kind == "record":
            if set(value) != {field["name"] for field in schema["fields"]}:
                raise SystemExit(f"the fields of {schema['name']} are {sorted(value)}")
            for field in schema["fields"]:
                self.write(out, field["type"], value[field["name"]])
        elif kind == "array":
            if value:
                self.long(out, len(value))
                for item in value:
                    self.write(out, schema["items"], item)
            self.long(out, 0)
        elif kind == "enum":
            self.long(out, schema["symbols"].index(value))
        elif kind == "string":
            data = str(value).encode()
            self.long(out, len(data))
            out.write(data)
        elif kind in ("int", "long"):
            self.long(out, value)
        elif kind in ("float", "double"):
            out.write(struct.pack("<f" if kind == "float" else "<d", value))
        elif kind == "boolean":
            out.write(b"\1" if value else b"\0")
        elif kind != "null":
            raise SystemExit(f"the schema: {kind} is not known here")

    def long(self, out, number):
        number = (number << 1) ^ (number >> 63)
        while number > 127:
            out.write(bytes([number & 127 | 128]))
            number >>= 7
        out.write(bytes([number]))

    def read(self, data, schema):
        kind = schema if isinstance(schema, str) else "union" if isinstance(schema, list) else schema["type"]
        if kind == "union":
            return self.read(data, schema[self.number(data)])
        if kind == "record":
            return {field["name"]: self.read(data, field["type"]) for field in schema["fields"]}
        if kind == "array":
            items = []
            while count := self.number(data):
                items += [self.read(data, schema["items"]) for _ in range(count)]
            return items
        if kind == "enum":
            return schema["symbols"][self.number(data)]
        if kind == "string":
            return data.read(self.number(data)).decode()
        if kind in ("int", "long"):
            return self.number(data)
        if kind in ("float", "double"):
            return struct.unpack("<f" if kind == "float" else "<d", data.read(4 if kind == "float" else 8))[0]
        return data.read(1) == b"\1" if kind == "boolean" else None

    def number(self, data):
        number = shift = 0
        while True:
            byte = data.read(1)[0]
            number |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return (number >> 1) ^ -(number & 1)


def same(one, other):
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other or one is not None and str(one) == other


with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
codec, given, best = Codec(), list(records()), float("inf")
for _ in range(REPEATS):
    start = time.process_time()
    written = []
    for record in given:
        out = io.BytesIO()
        try:
            codec.write(out, schema, record)
        except (ValueError, TypeError, struct.error) as wrong:
            raise SystemExit(f"a record does not fit the schema: {wrong}")
        written.append(out.getvalue())
    best = min(best, time.process_time() - start)
for record, data in zip(given, written):
    if not same(record, codec.read(io.BytesIO(data), schema)):
        raise SystemExit("what is read back is not what was written")
print(f"METRIC serialize_time_us={1e6 * best / RECORDS:.4f}")
print(f"METRIC payload_bytes={sum(map(len, written)) / RECORDS:.4f}")

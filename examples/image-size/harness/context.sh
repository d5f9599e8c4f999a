#!/bin/sh
# Makes build/context, what an image is built from: this project with the files that lie around in a grown one. The table is
# drawn from a fixed seed. What the program must answer goes to build/expected.
set -eu
cd "$(dirname "$0")/.."
. harness/builder.sh
rm -rf build
mkdir -p build/context/data build/context/docs build/context/tests
cp -R app build/context/app
cp "$busybox" build/context/busybox
awk 'BEGIN {
  x = 7
  print "# number,name,north,east,height\n"
  for (i = 1; i <= 30000; i++) {
    x = (x * 16807) % 2147483647; a = x
    x = (x * 16807) % 2147483647; b = x
    printf "%d,%s%s%s,%.4f,%.4f,%d\n", 10000 + i, substr("BelDorKamLinMarNorOstPalRinTal", 1 + a % 10 * 3, 3),
      substr("abertumoviseno", 1 + b % 7 * 2, 2), substr("burgfeldhalmrodetalbach", 1 + (a + b) % 5 * 4, 4), 40 + a % 200000 / 10000, 5 + b % 150000 / 10000, (a + b) % 2400
  }
}' >build/context/data/stations.csv
cp build/context/data/stations.csv build/context/data/stations-last-year.csv
for chapter in 1 2 3; do
  awk -v chapter=$chapter 'BEGIN { for (i = 1; i <= 9000; i++) print chapter "." i " Of the instruments and how they are read, cleaned and replaced." }' \
    >build/context/docs/chapter-$chapter.txt
done
head -n 5000 build/context/data/stations.csv >build/context/tests/some-stations.csv

numbers='10001 17777 24680 39999 40000'
for number in $numbers; do
  awk -F, -v number="$number" '$1 == number { print $2 ", " $3 " N " $4 " E, " $5 " m" }' build/context/data/stations.csv
done >build/expected
echo "$numbers" >build/numbers

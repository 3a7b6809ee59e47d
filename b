a
b
cd
# coding: cp1251
x = "привет"

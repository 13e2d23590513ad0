#!/usr/bin/python3
while True:
    print("all the gradients")

"""`make intent NAME=…`: the files of a new intent, registered, its tests red until it is done."""

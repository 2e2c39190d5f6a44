#pragma once

// Macros that widely used platform headers define, as they define them: a program may include those first. The names
// alone count, so that those with values have one each.

// <windows.h>: minwindef.h, windef.h, rpcndr.h, wingdi.h, winerror.h, winnt.h
#define near
#define far
#define NEAR near
#define FAR far
#define cdecl
#define pascal
#define small char
#define hyper long long
#define interface struct
#define IN
#define OUT
#define OPTIONAL
#define CONST const
#define VOID void
#define TRUE 1
#define FALSE 0
#define ERROR 0
#define DELETE (0x00010000L)
#define IGNORE 0
#define INFINITE 0xFFFFFFFF
#define NO_ERROR 0L
#define ABSOLUTE 1
#define RELATIVE 2
#define OPAQUE 2
#define TRANSPARENT 1
#define ALTERNATE 1
#define PASSTHROUGH 19
#define STRICT 1
#define THIS void
#define CALLBACK
#define WINAPI
#define GetObject GetObjectA
#define GetMessage GetMessageA
#define CreateWindow CreateWindowA
#define LoadImage LoadImageA
#define SendMessage SendMessageA
#define DrawText DrawTextA
#define GetClassName GetClassNameA

// X11/X.h, X11/Xlib.h, X11/Xutil.h
#define None 0L
#define Bool int
#define Status int
#define True 1
#define False 0
#define Success 0
#define Always 2
#define Above 0
#define Below 1
#define Complex 0
#define Convex 2
#define Nonconvex 1
#define Unsorted 0
#define YSorted 1
#define CursorShape 0
#define FocusIn 9
#define KeyPress 2
#define Expose 12
#define GrayScale 1
#define Opposite 4
#define AllValues 0x000F
#define XValue 0x0001

// <sys/param.h>, <sys/sysmacros.h>, <termios.h>, <sys/ttydefaults.h> and other Unix headers
#define MAXBSIZE 0x10000
#define NBBY 8
#define howmany(x, y) (((x) + ((y)-1)) / (y))
#define roundup(x, y) ((((x) + ((y)-1)) / (y)) * (y))
#define powerof2(x) ((((x)-1) & (x)) == 0)
#define major(dev) (dev)
#define minor(dev) (dev)
#define B0 0000000
#define B50 0000001
#define ECHO 0000010
#define CTRL(x) (x & 037)
#define unix 1
#define linux 1

// curses.h, but for what no C++ library does without (move, erase, clear)
#define OK (0)
#define ERR (-1)
#define getch() wgetch(stdscr)
#define timeout(delay) wtimeout(stdscr, delay)
#define insch(c) winsch(stdscr, c)
#define scroll(win) wscrl(win, 1)

// Arduino.h
#define HIGH 0x1
#define LOW 0x0
#define INPUT 0x0
#define OUTPUT 0x1
#define PI 3.1415926535897932384626433832795
#define HALF_PI 1.5707963267948966192313216916398
#define TWO_PI 6.283185307179586476925286766559
#define EULER 2.718281828459045235360287471352
#define DEFAULT 1
#define SERIAL 0x0
#define DISPLAY 0x1
#define CHANGE 1
#define FALLING 2
#define RISING 3
#define radians(deg) ((deg)*DEG_TO_RAD)
#define degrees(rad) ((rad)*RAD_TO_DEG)
#define sq(x) ((x) * (x))
#define constrain(amt, low, high) ((amt) < (low) ? (low) : ((amt) > (high) ? (high) : (amt)))
#define lowByte(w) ((uint8_t)((w)&0xff))
#define highByte(w) ((uint8_t)((w) >> 8))
#define bitRead(value, bit) (((value) >> (bit)) & 0x01)
#define bitSet(value, bit) ((value) |= (1UL << (bit)))
#define bit(b) (1UL << (b))
#define F(string_literal) (string_literal)
#define interrupts() sei()

// Qt's keywords, Apple's AssertMacros.h and Objective-C, Unreal
#define signals public
#define slots
#define emit
#define foreach Q_FOREACH
#define check(assertion)
#define verify(assertion)
#define require(assertion, label)
#define require_noerr(code, label)
#define nil nullptr
#define ensure(expression) (expression)
#define TEXT(quote) L##quote

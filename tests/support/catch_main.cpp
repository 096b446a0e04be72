// Catch2 2.13 compiles its whole runtime into the file that defines main, so that file stands alone and is built once.
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>

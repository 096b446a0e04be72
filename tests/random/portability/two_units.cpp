// Two copies of law_hashes.cpp in one program; see two_units.cmake.
#include <cstdio>

int unit_a();
int unit_b();

int main(int argc, char**) {
  // With an argument the other copy goes first: the kernels are then chosen from there.
  if (argc > 1) {
    unit_b();
    unit_a();
  } else {
    unit_a();
    unit_b();
  }
}

#pragma once

/// The version of the headers, as in CHANGELOG.md. The build system reads the three numbers from here: there is no
/// other place. Before 1.0 a minor version may change code and drawn numbers; a patch version changes neither.
#define RETAILSIM_VERSION_MAJOR 0
#define RETAILSIM_VERSION_MINOR 1
#define RETAILSIM_VERSION_PATCH 0

#define RETAILSIM_DETAIL_TEXT_OF(x) #x
#define RETAILSIM_DETAIL_TEXT(x) RETAILSIM_DETAIL_TEXT_OF(x)

/// "major.minor.patch", as programs print it for --version and write it beside their data.
#define RETAILSIM_VERSION                        \
  RETAILSIM_DETAIL_TEXT(RETAILSIM_VERSION_MAJOR) \
  "." RETAILSIM_DETAIL_TEXT(RETAILSIM_VERSION_MINOR) "." RETAILSIM_DETAIL_TEXT(RETAILSIM_VERSION_PATCH)

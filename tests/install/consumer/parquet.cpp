// Reads and writes nothing: that it links and starts shows that the component brings Arrow's headers and libraries.
#include <arrow/config.h>
#include <parquet/properties.h>

#include <cstdio>

#include <retailsim/version.hpp>

int main() {
  const auto properties = parquet::WriterProperties::Builder().compression(parquet::Compression::ZSTD)->build();
  std::printf("retailsim %s with Arrow %s, %s\n", RETAILSIM_VERSION, arrow::GetBuildInfo().version_string.c_str(),
              properties->created_by().c_str());
}

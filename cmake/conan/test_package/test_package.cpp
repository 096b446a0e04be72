#include <cstdio>

#ifdef WITH_PARQUET
#  include <arrow/config.h>
#  include <parquet/properties.h>
#endif

#ifdef WITH_CHECK
#  include <retailsim/check/tail.hpp>
#endif
#ifdef WITH_JSON
#  include <nlohmann/json.hpp>

#  include <retailsim/io/json/json_lists.hpp>
#endif
#include <retailsim/core/xtensor.hpp>
#include <retailsim/version.hpp>

int main() {
  const retailsim::XtensorColumn<double> prices{1.5, 2.5, 4.0};
  double sum = 0;
  for (double price : retailsim::as_span(prices)) sum += price;
  std::printf("test_package of retailsim %s\n", RETAILSIM_VERSION);
#ifdef WITH_CHECK
  std::printf("with Boost, tail %.1f\n", retailsim::check::poisson_tail(4.0, 4));
#endif
#ifdef WITH_JSON
  retailsim::JsonLists lists;
  std::printf("with JSON %s\n", nlohmann::json{{"tables", 10}}.dump().c_str());
#endif
#ifdef WITH_PARQUET
  const auto properties = parquet::WriterProperties::Builder().compression(parquet::Compression::ZSTD)->build();
  std::printf("with Arrow %s, %s\n", arrow::GetBuildInfo().version_string.c_str(), properties->created_by().c_str());
#endif
  return sum == 8.0 ? 0 : 1;
}

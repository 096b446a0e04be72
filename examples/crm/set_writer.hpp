#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include <retailsim/crm/sales_tables.hpp>
#include <retailsim/crm/sales_world.hpp>

enum class SetFormat { json, ndjson, csv, parquet };

/// Writes a set in one of the formats: `crm.json`, `companies.ndjson` beside `sales_people.ndjson`, or a file for each
/// table. What the JSON document has no place for, truth and labels, goes into files of their own.
class SetWriter {
 public:
  virtual ~SetWriter() = default;
  virtual void write(const retailsim::crm::SalesRows& rows) = 0;
  virtual void close() = 0;
  virtual std::int64_t n_bytes() const = 0;
};

/// Where a file of this name is to be written.
using PathOf = std::function<std::filesystem::path(const std::string& name)>;

/// \throws std::invalid_argument if this program was built without the format
void require_format(SetFormat format);

/// \param scenario  JSON that goes into Parquet files
/// \throws std::system_error if a file cannot be written
std::unique_ptr<SetWriter> make_set_writer(SetFormat format, const retailsim::crm::SalesWorld& world, bool truth,
                                           int threads, const std::string& scenario, const PathOf& path_of);

#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <retailsim/core/time.hpp>

#include "support/config_error.hpp"

namespace retailsim::support {

/// A value of a TOML document that knows where it stands. Valid as long as its document.
class TomlValue {
 public:
  enum class Type { table, list, text, integer, real, boolean, date, other };

  Type type() const;
  /// `file:line:column`
  std::string where() const;
  /// What it is, for messages: `the text "x"`, `the number 1.5`, `a table`.
  std::string description() const;

  bool boolean() const;
  std::int64_t integer() const;
  double real() const;
  std::string text() const;
  /// Of a date, or a text `YYYY-MM-DD`; nothing if it is neither.
  std::optional<Date> date() const;

  struct Member;
  /// Of a table: keys and values as they follow each other in the file.
  std::vector<Member> members() const;
  /// Of a list.
  std::vector<TomlValue> elements() const;

 private:
  friend class TomlDocument;
  TomlValue(const void* node, const std::string* name) : node_(node), name_(name) {}
  const void* node_;         // toml::node; the library's header takes seconds to compile, so only the source names it
  const std::string* name_;  // of the document, for nodes that have no place of their own
};

struct TomlValue::Member {
  std::string key;
  std::string where;  ///< the place of the key
  TomlValue value;
};

/// A TOML document in memory.
class TomlDocument {
 public:
  /// \param one_line  whether the name alone says where a mistake is, as of a value given on the command line
  /// \throws ConfigError with the place of a mistake in the syntax
  TomlDocument(std::string_view text, std::string name, bool one_line = false);
  /// \throws std::system_error if the file cannot be read, ConfigError
  static TomlDocument file(const std::filesystem::path& path);
  TomlDocument(TomlDocument&&) noexcept;
  TomlDocument& operator=(TomlDocument&&) noexcept;
  ~TomlDocument();

  /// Takes a text out of the top level, such as the name of a preset that the file builds on.
  /// \throws ConfigError if it is no text
  std::optional<std::string> take_text(std::string_view key);

  TomlValue root() const;
  /// The place of a parameter such as `groups[2].price.low`, or of the nearest thing around it that the document has.
  std::string where(std::string_view path) const { return locate(path).where; }

  struct Place {
    std::string where;
    std::size_t matched = 0;  ///< characters of the path that the document has
  };
  Place locate(std::string_view path) const;

 private:
  struct Tables;
  std::unique_ptr<Tables> tables_;
};

}  // namespace retailsim::support

#include "support/toml_document.hpp"

#include <fcntl.h>
#include <toml++/toml.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <utility>

#include <retailsim/core/error.hpp>
#include <retailsim/io/output_file.hpp>

namespace retailsim::support {
namespace {

const toml::node& node_of(const void* node) { return *static_cast<const toml::node*>(node); }

std::string place(const toml::source_region& source, const std::string& name) {
  if (!source.path || source.begin.line == 0) return name;
  return name + ":" + std::to_string(source.begin.line) + ":" + std::to_string(source.begin.column);
}

std::string read_all(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) retailsim::detail::io_error("cannot open", path);
  std::string text;
  char buffer[16'384];
  for (;;) {
    const auto n = ::read(descriptor, buffer, sizeof buffer);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) {
      const int cause = errno;
      ::close(descriptor);
      retailsim::detail::io_error("cannot read", path, cause);
    }
    if (n == 0) break;
    text.append(buffer, static_cast<std::size_t>(n));
  }
  ::close(descriptor);
  return text;
}

}  // namespace

TomlValue::Type TomlValue::type() const {
  switch (node_of(node_).type()) {
    case toml::node_type::table:
      return Type::table;
    case toml::node_type::array:
      return Type::list;
    case toml::node_type::string:
      return Type::text;
    case toml::node_type::integer:
      return Type::integer;
    case toml::node_type::floating_point:
      return Type::real;
    case toml::node_type::boolean:
      return Type::boolean;
    case toml::node_type::date:
      return Type::date;
    default:
      return Type::other;
  }
}

std::string TomlValue::where() const { return place(node_of(node_).source(), *name_); }

std::string TomlValue::description() const {
  switch (type()) {
    case Type::table:
      return "a table";
    case Type::list:
      return "a list";
    case Type::text:
      return '"' + text() + '"';
    case Type::integer:
      return std::to_string(integer());
    case Type::real:
      return retailsim::detail::number_text(real());
    case Type::boolean:
      return boolean() ? "true" : "false";
    case Type::date:
      return to_string(*date());
    default:
      return "a time";
  }
}

bool TomlValue::boolean() const { return node_of(node_).as_boolean()->get(); }
std::int64_t TomlValue::integer() const { return node_of(node_).as_integer()->get(); }
double TomlValue::real() const {
  const toml::node& node = node_of(node_);
  return node.is_integer() ? static_cast<double>(node.as_integer()->get()) : node.as_floating_point()->get();
}
std::string TomlValue::text() const { return node_of(node_).as_string()->get(); }

std::optional<Date> TomlValue::date() const {
  const toml::node& node = node_of(node_);
  if (node.is_string()) return parse_date(node.as_string()->get());
  if (!node.is_date()) return std::nullopt;
  const toml::date date = node.as_date()->get();
  return Date{date.year, date.month, date.day};
}

std::vector<TomlValue::Member> TomlValue::members() const {
  std::vector<Member> members;
  for (auto&& [key, value] : *node_of(node_).as_table()) {
    members.push_back({std::string(key.str()), place(key.source(), *name_), TomlValue(&value, name_)});
  }
  // The library sorts by name; the order of the file is that of labels' codes.
  std::ranges::stable_sort(members, {}, [](const Member& member) {
    const toml::source_position begin = node_of(member.value.node_).source().begin;
    return std::pair(begin.line, begin.column);
  });
  return members;
}

std::vector<TomlValue> TomlValue::elements() const {
  std::vector<TomlValue> elements;
  for (const auto& element : *node_of(node_).as_array()) elements.push_back(TomlValue(&element, name_));
  return elements;
}

struct TomlDocument::Tables {
  std::string name;
  toml::table root;
};

TomlDocument::TomlDocument(std::string_view text, std::string name, bool one_line)
    : tables_(std::make_unique<Tables>()) {
  tables_->name = std::move(name);
  try {
    tables_->root = one_line ? toml::parse(text) : toml::parse(text, tables_->name);
  } catch (const toml::parse_error& error) {
    throw ConfigError(place(error.source(), tables_->name), std::string(error.description()));
  }
}
TomlDocument TomlDocument::file(const std::filesystem::path& path) {
  return TomlDocument(read_all(path), path.string());
}
TomlDocument::TomlDocument(TomlDocument&&) noexcept = default;
TomlDocument& TomlDocument::operator=(TomlDocument&&) noexcept = default;
TomlDocument::~TomlDocument() = default;

std::optional<std::string> TomlDocument::take_text(std::string_view key) {
  const toml::node* node = tables_->root.get(key);
  if (node == nullptr) return std::nullopt;
  const TomlValue value(node, &tables_->name);
  if (value.type() != TomlValue::Type::text) {
    throw ConfigError(value.where(), std::string(key) + " must be a text, got " + value.description());
  }
  std::string text = value.text();
  tables_->root.erase(key);
  return text;
}

TomlValue TomlDocument::root() const { return TomlValue(&tables_->root, &tables_->name); }

TomlDocument::Place TomlDocument::locate(std::string_view path) const {
  const std::size_t whole = path.size();
  const toml::node* at = &tables_->root;
  std::string found = tables_->name;
  while (!path.empty()) {
    const toml::node* next = nullptr;
    std::size_t length = 0;
    if (const auto* table = at->as_table()) {
      for (auto&& [key, value] : *table) {  // the longest key that fits, as labels may hold dots
        const std::string_view name = key.str();
        const bool fits = path.starts_with(name) &&
                          (path.size() == name.size() || path[name.size()] == '.' || path[name.size()] == '[');
        if (fits && (next == nullptr || name.size() > length)) {
          next = &value;
          length = name.size();
        }
      }
    } else if (const auto* array = at->as_array(); array != nullptr && path.front() == '[') {
      std::size_t index = 0;
      const auto [end, error] = std::from_chars(path.data() + 1, path.data() + path.size(), index);
      length = static_cast<std::size_t>(end - path.data()) + 1;
      if (error == std::errc{} && index < array->size() && length <= path.size()) next = array->get(index);
    }
    if (next == nullptr) break;
    at = next;
    if (at->source().begin.line != 0) found = place(at->source(), tables_->name);
    path.remove_prefix(length);
    if (!path.empty() && path.front() == '.') path.remove_prefix(1);
  }
  return {std::move(found), whole - path.size()};
}

}  // namespace retailsim::support

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace retailsim::detail {

/// Zigzag: small numbers of either sign become small ones without.
constexpr std::uint64_t zigzag(std::int64_t x) {
  return (static_cast<std::uint64_t>(x) << 1) ^ static_cast<std::uint64_t>(x >> 63);
}

/// Seven bits a byte, the lowest first, the high bit saying that more follow (LEB128).
inline void append_varint(std::string& out, std::uint64_t x) {
  while (x >= 0x80) {
    out.push_back(static_cast<char>(x | 0x80));
    x >>= 7;
  }
  out.push_back(static_cast<char>(x));
}

/// Writes Apache Thrift's compact protocol, in which Parquet's headers and footers are. Fields come in rising order.
/// Source: Thrift compact protocol encoding, Apache Thrift specification.
class ThriftCompact {
 public:
  enum class Type : std::uint8_t { yes = 1, no = 2, i32 = 5, i64 = 6, binary = 8, list = 9, structure = 12 };

  explicit ThriftCompact(std::string& out) : out_(out) {}

  void i16(int id, std::int16_t value) { number(id, 4, value); }
  void i32(int id, std::int32_t value) { number(id, 5, value); }
  void i64(int id, std::int64_t value) { number(id, 6, value); }
  void boolean(int id, bool value) { field(id, value ? 1 : 2); }
  void binary(int id, std::string_view bytes) {
    field(id, static_cast<std::uint8_t>(Type::binary));
    append_binary(bytes);
  }

  void begin_struct(int id) {
    field(id, static_cast<std::uint8_t>(Type::structure));
    begin_element();
  }
  /// A struct as an element of a list, or a whole message, has no field of its own.
  void begin_element() {
    outer_.push_back(last_id_);
    last_id_ = 0;
  }
  void end_struct() {
    out_.push_back(0);
    last_id_ = outer_.back();
    outer_.pop_back();
  }
  void empty_struct(int id) {
    begin_struct(id);
    end_struct();
  }

  void begin_list(int id, Type type, std::size_t n) {
    field(id, static_cast<std::uint8_t>(Type::list));
    const auto low = static_cast<std::uint8_t>(type);
    if (n < 15) {
      out_.push_back(static_cast<char>(n << 4 | low));
    } else {
      out_.push_back(static_cast<char>(0xF0 | low));
      append_varint(out_, n);
    }
  }
  void append_i32(std::int32_t value) { append_varint(out_, zigzag(value)); }
  void append_binary(std::string_view bytes) {
    append_varint(out_, bytes.size());
    out_ += bytes;
  }
  /// Elements that were written before.
  void append_raw(std::string_view bytes) { out_ += bytes; }

 private:
  void number(int id, std::uint8_t type, std::int64_t value) {
    field(id, type);
    append_varint(out_, zigzag(value));
  }
  void field(int id, std::uint8_t type) {  // ids are less than 15 apart
    out_.push_back(static_cast<char>((id - last_id_) << 4 | type));
    last_id_ = id;
  }

  std::string& out_;
  int last_id_ = 0;
  std::vector<int> outer_;
};

}  // namespace retailsim::detail

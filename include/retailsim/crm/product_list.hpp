#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <retailsim/core/columns.hpp>
#include <retailsim/crm/columns.hpp>
#include <retailsim/crm/product_config.hpp>
#include <retailsim/crm/product_words.hpp>
#include <retailsim/crm/words.hpp>
#include <retailsim/random/detail/scalar_math.hpp>
#include <retailsim/random/keyed_bijection.hpp>

namespace retailsim::crm {

/// What a product is, as far as opportunities ask.
struct Product {
  std::string name;
  ProductCategory category{};
  std::int64_t price = 0;  ///< cents
  std::vector<std::int32_t> tier_quantities{}, tier_percents{};
  std::vector<std::int16_t> options{};

  /// Per cent off at this quantity: that of the highest tier reached.
  std::int32_t discount(std::int64_t quantity) const {
    std::int32_t percent = 0;
    for (std::size_t i = 0; i < tier_quantities.size() && quantity >= tier_quantities[i]; ++i)
      percent = tier_percents[i];
    return percent;
  }
  /// Of a line: quantity * price less the discount, in cents, rounded half up.
  std::int64_t amount(std::int64_t quantity) const {
    return (quantity * price * (100 - discount(quantity)) + 50) / 100;
  }
};

/// The products of a seed: product i is the same whatever their number. Categories take turns; prices are log-uniform
/// within the category's range; one to four tiers, whose quantities and per cents both rise.
class ProductList {
 public:
  ProductList(std::uint64_t seed, const ProductConfig& config) : n_tiers_(config.tiers) {
    for (std::size_t c = 0; c < n_categories; ++c) {
      for (const auto& feature : product_words::categories[c].features) feature_labels_.emplace_back(feature);
      for (const auto& option : product_words::categories[c].options) option_labels_.emplace_back(option);
    }
    for (std::int64_t id = 1; id <= config.count; ++id) add(seed, config, id);
  }

  std::size_t size() const { return products_.size(); }
  const Product& operator[](std::size_t index) const { return products_[index]; }
  const ProductColumns<VectorColumn>& columns() const { return columns_; }
  const Labels& feature_labels() const { return feature_labels_; }
  const Labels& option_labels() const { return option_labels_; }

 private:
  void add(std::uint64_t seed, const ProductConfig& config, std::int64_t id) {
    const auto entity = static_cast<std::uint64_t>(id);
    const auto c = static_cast<std::size_t>(id - 1) % n_categories;
    const product_words::CategoryWords& words = product_words::categories[c];
    const CategoryConfig& category = config.category(c);
    Product product{.name = name_of(seed, config, entity - 1, c), .category = static_cast<ProductCategory>(c)};
    const Words w = draw_words(seed, Purpose::crm_product, entity, 0);
    product.price = price_of(category, w.word(0));
    const std::int64_t cost = product.price * between(w, 1, category.cost_percent_from, category.cost_percent_to) / 100;
    add_tiers(product, config, category, draw_words(seed, Purpose::crm_product, entity, 1));
    columns_.product_id.push_back(id);
    columns_.name.append(product.name);
    columns_.category.push_back(static_cast<std::uint8_t>(c));
    columns_.price.push_back(product.price);
    columns_.cost.push_back(cost);
    const auto features =
        some_of(words.features.size(), count(w, 2, config.features_from, config.features_to), w.word(3));
    for (const std::size_t i : features) {
      columns_.features.push(static_cast<std::int16_t>(c * words.features.size() + i));
    }
    columns_.features.end_row();
    const Words v = draw_words(seed, Purpose::crm_product, entity, 2);
    for (const std::size_t i :
         some_of(words.options.size(), count(v, 0, config.options_from, config.options_to), v.word(1))) {
      product.options.push_back(static_cast<std::int16_t>(c * words.options.size() + i));
    }
    columns_.customisation_options.append(product.options);
    columns_.tier_quantities.append(product.tier_quantities);
    columns_.tier_percents.append(product.tier_percents);
    std::string text = product.name + ": " + category_labels[c] + ", sold in " + std::string(words.unit) + ", with " +
                       std::string(words.features[features[0]]) + ", " + std::string(words.features[features[1]]) +
                       " and " + std::string(words.features[features[2]]) + '.';
    columns_.description.append(text);
    products_.push_back(std::move(product));
  }

  static std::int32_t between(const Words& words, int i, int low, int high) {
    return low + static_cast<std::int32_t>(words.below(i, static_cast<std::uint32_t>(high - low) + 1));
  }
  static std::size_t count(const Words& words, int i, int low, int high) {
    return static_cast<std::size_t>(between(words, i, low, high));
  }

  static std::string name_of(std::uint64_t seed, const ProductConfig& config, std::uint64_t index,
                             std::size_t category) {
    const std::size_t n_brands = config.brands.size(), n_names = n_brands * product_words::n_nouns;
    const KeyedBijection names(n_names, {.seed = seed, .purpose = Purpose::crm_product_name});
    // Each category begins elsewhere, so that a brand's products do not come one after the other.
    const std::size_t name = (names(index / n_categories % n_names) + 97 * category) % n_names;
    std::string text(config.brands[name % n_brands]);
    text += ' ';
    text += product_words::categories[category].nouns[name / n_brands];
    return text;
  }

  // lowest * (highest / lowest)^u, in steps that prices of its size have, less one: 149, 1190, 2490.
  static std::int64_t price_of(const CategoryConfig& category, std::uint32_t word) {
    using namespace retailsim::detail;
    const double u = (static_cast<double>(word) + 0.5) * 0x1p-32;
    const double ratio = static_cast<double>(category.price_to) / category.price_from;
    const auto units = static_cast<std::int64_t>(product(category.price_from, portable_pow(ratio, u)));
    const std::int64_t step = units >= 1000 ? 100 : 10;
    return ((units + step - 1) / step * step - step / 10) * 100;
  }

  void add_tiers(Product& product, const ProductConfig& config, const CategoryConfig& category, const Words& w) const {
    const auto n_first = static_cast<std::uint32_t>(category.first_tiers.size());
    const auto n_growth = static_cast<std::uint32_t>(config.tier_growth.size());
    const auto n_steps = static_cast<std::uint32_t>(config.percent_step_to - config.percent_step_from) + 1;
    const std::uint32_t n = 1 + n_tiers_(w.word(0));
    std::int32_t quantity = category.first_tiers[w.below(1, n_first)];
    std::int32_t percent = between(w, 2, config.first_percent_from, config.first_percent_to);
    for (std::uint32_t i = 0; i < n; ++i) {
      product.tier_quantities.push_back(quantity);
      product.tier_percents.push_back(percent);
      quantity *= config.tier_growth[Words::scaled(w.word(3) << (8 * i), n_growth)];
      percent += config.percent_step_from + static_cast<std::int32_t>(Words::scaled(w.word(2) << (8 * i + 4), n_steps));
    }
  }

  // `count` different places of 0 .. n - 1, in rising order: the bits of the word shuffle them.
  static std::vector<std::size_t> some_of(std::size_t n, std::size_t count, std::uint32_t word) {
    std::vector<std::size_t> places(n);
    for (std::size_t i = 0; i < n; ++i) places[i] = i;
    for (std::size_t i = 0; i < count; ++i) {
      word = word * 0x9E3779B1u + 0x7F4A7C15u;
      std::swap(places[i], places[i + Words::scaled(word, static_cast<std::uint32_t>(n - i))]);
    }
    places.resize(count);
    std::sort(places.begin(), places.end());
    return places;
  }

  ShortChoice n_tiers_;
  std::vector<Product> products_;
  ProductColumns<VectorColumn> columns_;
  Labels feature_labels_, option_labels_;
};

}  // namespace retailsim::crm

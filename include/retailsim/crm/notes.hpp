#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

#include <retailsim/core/text_column.hpp>
#include <retailsim/crm/labels.hpp>
#include <retailsim/crm/note_phrases.hpp>
#include <retailsim/crm/words.hpp>
#include <retailsim/io/detail/text.hpp>

namespace retailsim::crm {

/// What the words of an interaction can speak of.
struct NoteFacts {
  InteractionType type{};
  Outcome outcome{};
  std::uint8_t stage = 0;
  std::string_view contact, given_name, company, product, other_product, competitor;
  std::string_view topic_name;
  std::string_view next_day{};                     ///< weekday of the next step; empty: there is none
  std::uint32_t heads = 50;                        ///< of the company
  std::size_t topic = 0, second_topic = no_topic;  ///< in `phrases::topics`

  static constexpr std::size_t no_topic = static_cast<std::size_t>(-1);
};

/// Puts notes and next steps together from the phrases of crm/note_phrases.hpp: how it began, how it went, what was
/// said on each topic, how it ended. Counting names, products and numbers, a deal's interaction has some ten million
/// notes.
class NoteWriter {
 public:
  NoteWriter() {
    compile(phrases::openings, openings_);
    compile(phrases::unanswered, unanswered_);
    compile(phrases::outcomes, outcomes_);
    for (std::size_t i = 0; i < topics_.size(); ++i) {
      const phrases::TopicPhrases& from = phrases::topics[i];
      Templates good = compiled(from.any), bad = good;
      for (const Template& more : compiled(from.good)) good.push_back(more);
      for (const Template& more : compiled(from.bad)) bad.push_back(more);
      topics_[i] = {std::move(good), compiled(from.any), std::move(bad)};
    }
    compile(phrases::closings, closings_);
    compile(phrases::next_steps, next_steps_);
    after_negative_ = compiled(phrases::after_negative);
    after_silence_ = compiled(phrases::after_silence);
  }

  /// \param a,b  two blocks of the interaction
  void append_note(const NoteFacts& facts, const Words& a, const Words& b, TextColumn& out) const {
    const auto outcome = static_cast<std::size_t>(facts.outcome), type = static_cast<std::size_t>(facts.type);
    const bool silence = facts.outcome == Outcome::no_response;
    const Template* parts[5];
    std::size_t n = 0;
    parts[n++] = &pick((silence ? unanswered_ : openings_)[type], a.word(0), facts);
    parts[n++] = &pick(outcomes_[outcome], a.word(1), facts);
    if (!silence) parts[n++] = &pick(topics_[facts.topic][outcome], a.word(2), facts);
    if (!silence && facts.second_topic != NoteFacts::no_topic)
      parts[n++] = &pick(topics_[facts.second_topic][outcome], a.word(3), facts);
    parts[n++] = &pick(closings_[outcome], b.word(0), facts);
    std::size_t most = n;
    for (std::size_t i = 0; i < n; ++i) most += room(*parts[i], facts);
    char* to = out.room(most);
    for (std::size_t i = 0; i < n; ++i) {
      if (i > 0) *to++ = ' ';
      to = write(*parts[i], facts, b.word(1) ^ (b.word(2) << (5 * i)), to);
    }
    out.commit(to);
  }

  /// \param word  chooses the phrase
  void append_next_step(const NoteFacts& facts, std::uint32_t word, TextColumn& out) const {
    const auto& choice = facts.outcome == Outcome::no_response ? after_silence_
                         : facts.outcome == Outcome::negative  ? after_negative_
                                                               : next_steps_[facts.stage];
    const Template& chosen = pick(choice, word, facts);
    char* const to = out.room(room(chosen, facts));
    out.commit(write(chosen, facts, word * 0x9E3779B1u, to));
  }

 private:
  struct Piece {
    std::string_view text;  ///< before the slot
    char slot = 0;          ///< 0: none
  };
  using Template = std::vector<Piece>;
  using Templates = std::vector<Template>;

  static Templates compiled(const phrases::Phrases& list) {
    Templates result;
    for (std::string_view text : list) {
      Template& pieces = result.emplace_back();
      for (;;) {
        const std::size_t at = text.find('$');
        if (at == std::string_view::npos) break;
        pieces.push_back({text.substr(0, at), text[at + 1]});
        text.remove_prefix(at + 2);
      }
      pieces.push_back({text, 0});
    }
    return result;
  }
  template <std::size_t N>
  static void compile(const std::array<phrases::Phrases, N>& from, std::array<Templates, N>& to) {
    for (std::size_t i = 0; i < N; ++i) to[i] = compiled(from[i]);
  }

  // A phrase that names the day of the next step gives way to the next in the list where there is no such day.
  static const Template& pick(const Templates& list, std::uint32_t word, const NoteFacts& facts) {
    std::size_t at = Words::scaled(word, static_cast<std::uint32_t>(list.size()));
    const auto names_a_day = [](const Piece& piece) { return piece.slot == 'D'; };
    while (facts.next_day.empty() && std::ranges::any_of(list[at], names_a_day)) at = (at + 1) % list.size();
    return list[at];
  }

  static std::string_view fact(char slot, const NoteFacts& facts) {
    switch (slot) {
      case 'C':
        return facts.contact;
      case 'G':
        return facts.given_name;
      case 'K':
        return facts.company;
      case 'P':
        return facts.product;
      case 'O':
        return facts.other_product;
      case 'R':
        return facts.competitor;
      case 'T':
        return facts.topic_name;
      case 'D':
        return facts.next_day;
      default:
        return {};
    }
  }
  static constexpr std::size_t longest_number = 2;
  static std::size_t room(const Template& pieces, const NoteFacts& facts) {
    std::size_t most = 0;
    for (const Piece& piece : pieces) most += piece.text.size() + fact(piece.slot, facts).size() + longest_number;
    return most;
  }

  static char* copy(std::string_view text, char* to) {
    std::memcpy(to, text.data(), text.size());
    return to + text.size();
  }
  // Of `least` to `most` people, or fewer where the company has not so many beside the contact.
  static std::uint32_t people(const NoteFacts& facts, std::uint32_t least, std::uint32_t most, std::uint32_t word) {
    most = std::max(least, std::min(most, facts.heads - 1));
    return least + Words::scaled(word, most - least + 1);
  }
  // Each slot of a number takes bits of its own.
  static char* write(const Template& pieces, const NoteFacts& facts, std::uint32_t word, char* to) {
    for (const Piece& piece : pieces) {
      to = copy(piece.text, to);
      switch (piece.slot) {
        case 0:
          break;
        case 'W':
          to = retailsim::detail::write_unsigned(to, 2 + (word >> 29));
          break;
        case 'N':
          to = retailsim::detail::write_unsigned(to, people(facts, 3, 50, word << 3));
          break;
        case 'M':
          to = retailsim::detail::write_unsigned(to, 3 + Words::scaled(word << 9, 25));
          break;
        case 'S':
          to = retailsim::detail::write_unsigned(to, people(facts, 2, 9, word << 14));
          break;
        default:
          to = copy(fact(piece.slot, facts), to);
      }
    }
    return to;
  }

  std::array<Templates, 4> openings_, unanswered_, outcomes_, closings_, next_steps_;
  std::array<std::array<Templates, 3>, 16> topics_;  // by mood: positive, neutral, negative
  Templates after_negative_, after_silence_;
};

}  // namespace retailsim::crm

#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <retailsim/config/parameter.hpp>
#include <retailsim/crm/labels.hpp>

namespace retailsim::crm {

/// Weights of the four types of interactions in one stage.
struct TypeWeights {
  double call = 1, email = 1, meeting = 1, demo = 1;

  double operator[](std::size_t type) const {
    return type == 0 ? call : type == 1 ? email : type == 2 ? meeting : demo;
  }
  static auto parameters() {
    using T = TypeWeights;
    return std::tuple{Parameter{"call", &T::call, "", Rule::not_negative()},
                      Parameter{"email", &T::email, "", Rule::not_negative()},
                      Parameter{"meeting", &T::meeting, "", Rule::not_negative()},
                      Parameter{"demo", &T::demo, "", Rule::not_negative()}};
  }
  void check(const std::string& path) const {
    if (!(call + email + meeting + demo > 0)) throw ParameterError(path, "weights that do not sum to 0", "0");
  }
};

/// What interactions speak of in each stage, all as likely; names are those of `topic_labels`.
struct TopicsByStage {
  std::vector<std::string> identified{"needs",      "current system", "references",
                                      "priorities", "budget",         "decision process"};
  std::vector<std::string> qualified{"needs", "budget", "timeline", "decision process", "demo feedback", "integration"};
  std::vector<std::string> proposal{"pricing", "integration", "security", "delivery", "competitors", "demo feedback"};
  std::vector<std::string> negotiation{"discount", "contract terms", "pricing", "delivery", "training", "competitors"};

  const std::vector<std::string>& operator[](std::size_t stage) const {
    return stage == 0 ? identified : stage == 1 ? qualified : stage == 2 ? proposal : negotiation;
  }
  static auto parameters() {
    using T = TopicsByStage;
    return std::tuple{Parameter{"identified", &T::identified, ""}, Parameter{"qualified", &T::qualified, ""},
                      Parameter{"proposal", &T::proposal, ""}, Parameter{"negotiation", &T::negotiation, ""}};
  }
  void check(const std::string& path) const {
    for (std::size_t stage = 0; stage < n_open_stages; ++stage) {
      const std::string at = path + '.' + stage_labels[stage];
      const std::vector<std::string>& names = (*this)[stage];
      if (names.empty()) throw ParameterError(at, "one topic or more", "none");
      check_labels(names, at);
      for (const std::string& name : names) {
        if (std::ranges::find(topic_labels, name) != topic_labels.end()) continue;
        std::string known;
        for (const std::string& label : topic_labels) known += (known.empty() ? "" : ", ") + label;
        throw ParameterError(at, "of " + known, '"' + name + '"');
      }
    }
  }
};

/// What interactions are like.
struct InteractionConfig {
  TypeWeights identified{5, 4, 0.7, 0.3}, qualified{3, 4, 1.5, 1.5}, proposal{2.5, 4.5, 2, 1},
      negotiation{3, 4, 2.5, 0.2};
  std::vector<int> call_minutes{5, 10, 10, 15, 15, 20, 30}, meeting_minutes{30, 30, 45, 60, 60, 90},
      demo_minutes{30, 45, 60, 60, 90};
  double negative = 0.35;
  double no_response = 0.3;
  double main_contact = 0.6;
  double planned = 0.9, planned_after_bad = 0.67;
  int next_step_days_from = 1, next_step_days_to = 14;
  std::vector<double> sentiment_from{0.15, -0.25, -0.95, -0.3}, sentiment_to{0.95, 0.35, -0.15, 0.1};
  double second_topic = 0.5, product_topic = 0.66;
  TopicsByStage topics{};
  int working_day_from = 9 * 60, working_day_to = 17 * 60 + 30;

  const TypeWeights& weights(std::size_t stage) const {
    return stage == 0 ? identified : stage == 1 ? qualified : stage == 2 ? proposal : negotiation;
  }
  int longest() const {
    int minutes = 0;
    for (const auto* list : {&call_minutes, &meeting_minutes, &demo_minutes}) {
      for (const int value : *list) minutes = std::max(minutes, value);
    }
    return minutes;
  }

  static auto parameters() {
    using T = InteractionConfig;
    const Rule minutes = Rule::between(5, 120);
    return std::tuple{
        Parameter{"call_minutes", &T::call_minutes, "lengths of calls, as likely; multiples of 5", minutes},
        Parameter{"meeting_minutes", &T::meeting_minutes, "lengths of meetings", minutes},
        Parameter{"demo_minutes", &T::demo_minutes, "lengths of demos", minutes},
        Parameter{"negative", &T::negative, "share of negative ones among those that are not positive", Rule::share()},
        Parameter{"no_response", &T::no_response, "share of those without response among them", Rule::share()},
        Parameter{"main_contact", &T::main_contact, "share with the deal's own contact; the others are with any",
                  Rule::share()},
        Parameter{"planned", &T::planned, "share of positive and neutral ones with a next step", Rule::share()},
        Parameter{"planned_after_bad", &T::planned_after_bad, "the same of negative ones and those without response",
                  Rule::share()},
        Parameter{"next_step_days_from", &T::next_step_days_from,
                  "days to the next step; one on a weekend is moved to Monday", Rule::between(1, 365)},
        Parameter{"next_step_days_to", &T::next_step_days_to, "the most", Rule::between(1, 365)},
        Parameter{"sentiment_from", &T::sentiment_from,
                  "lowest sentiment of positive, neutral, negative ones and those without response; the middle is "
                  "likelier",
                  Rule::between(-1, 1)},
        Parameter{"sentiment_to", &T::sentiment_to, "highest", Rule::between(-1, 1)},
        Parameter{"second_topic", &T::second_topic, "share that speak of two things of their stage", Rule::share()},
        Parameter{"product_topic", &T::product_topic, "share that speak of a product of the opportunity",
                  Rule::share()},
        Parameter{"working_day_from", &T::working_day_from, "minutes after midnight, a multiple of 15",
                  Rule::between(0, 1440)},
        Parameter{"working_day_to", &T::working_day_to, "likewise", Rule::between(0, 1440)},
        Parameter{"identified", &T::identified, "weights of the types of interactions in this stage"},
        Parameter{"qualified", &T::qualified, "likewise"},
        Parameter{"proposal", &T::proposal, "likewise"},
        Parameter{"negotiation", &T::negotiation, "likewise"},
        Parameter{"topics", &T::topics, "what is spoken of in each stage; competitors only where there are some"}};
  }
  void check(const std::string& path) const {
    if (next_step_days_to < next_step_days_from) {
      throw ParameterError(path + ".next_step_days_to",
                           "at least next_step_days_from = " + std::to_string(next_step_days_from),
                           std::to_string(next_step_days_to), {path + ".next_step_days_from"});
    }
    for (const auto* list : {&sentiment_from, &sentiment_to}) {
      if (list->size() == outcome_labels.size()) continue;
      throw ParameterError(path + (list == &sentiment_from ? ".sentiment_from" : ".sentiment_to"), "4 numbers",
                           std::to_string(list->size()));
    }
    for (std::size_t i = 0; i < sentiment_to.size(); ++i) {
      if (sentiment_to[i] >= sentiment_from[i]) continue;
      throw ParameterError(path + ".sentiment_to[" + std::to_string(i) + ']',
                           "at least that of sentiment_from, " + retailsim::detail::number_text(sentiment_from[i]),
                           retailsim::detail::number_text(sentiment_to[i]), {path + ".sentiment_from"});
    }
    const std::pair<const char*, const std::vector<int>*> lists[] = {
        {".call_minutes", &call_minutes}, {".meeting_minutes", &meeting_minutes}, {".demo_minutes", &demo_minutes}};
    for (const auto& [name, list] : lists) {
      if (list->empty() || list->size() > 250)
        throw ParameterError(path + name, "1 to 250 lengths", std::to_string(list->size()));
      for (const int value : *list) {
        if (value % 5 != 0) throw ParameterError(path + name, "multiples of 5", std::to_string(value));
      }
    }
    if (negative + no_response > 1) {
      throw ParameterError(path + ".no_response",
                           "at most 1 - negative = " + retailsim::detail::number_text(1 - negative),
                           retailsim::detail::number_text(no_response), {path + ".negative"});
    }
    if (working_day_from % 15 != 0 || working_day_to % 15 != 0) {
      throw ParameterError(path + ".working_day_from, working_day_to", "multiples of 15",
                           std::to_string(working_day_from) + ", " + std::to_string(working_day_to));
    }
    // Three hours between the zones, one more where only one of them has daylight saving, and one to begin in.
    const int least = 4 * 60 + longest() + 60;
    if (working_day_to - working_day_from < least) {
      throw ParameterError(path + ".working_day_to",
                           "at least " + std::to_string(least) + " minutes after working_day_from",
                           std::to_string(working_day_to), {path + ".working_day_from"});
    }
  }
};

}  // namespace retailsim::crm

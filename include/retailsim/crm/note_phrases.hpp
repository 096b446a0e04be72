#pragma once

#include <array>
#include <string_view>
#include <vector>

/// The sentences that notes and next steps are made of. `$` and a letter is a slot:
///
/// | slot | stands for                                | slot | stands for                          |
/// |------|-------------------------------------------|------|-------------------------------------|
/// | `$C` | the contact's name                        | `$W` | a number of weeks, 2 to 9           |
/// | `$G` | the contact's given name                  | `$N` | a number of people or things        |
/// | `$P` | the product of the first line             | `$M` | a per cent, 3 to 27                 |
/// | `$O` | another product of the opportunity        | `$D` | a weekday                           |
/// | `$K` | the first word of the company's name      | `$R` | a competitor of the opportunity     |
/// | `$T` | what was talked about first               |      |                                     |
namespace retailsim::crm::phrases {

using Phrases = std::vector<std::string_view>;

/// How it began, by type of interaction: call, e-mail, meeting, demo.
inline const std::array<Phrases, 4> openings{{
    {"Call with $C.", "Spoke to $C on the phone.", "$C took the call at once.", "$C called back.",
     "Phoned $C as agreed.", "Short call with $C of $K.", "Long call with $C.", "Caught $C between two meetings.",
     "$G had time for a call.", "Call with $C and a colleague.", "Follow-up call with $C.", "$C rang with questions."},
    {"E-mail to $C.", "Wrote to $C with the details.", "$C answered by e-mail.", "E-mail from $C of $K.",
     "Sent $C the material.", "Exchange of e-mails with $C.", "$G wrote back.", "Mailed $C a summary.",
     "Answered the questions of $C in writing.", "Sent a reminder to $C.", "$C forwarded our e-mail inside $K.",
     "Wrote to $C after our last talk."},
    {"Meeting with $C.", "Met $C and $W colleagues.", "Meeting at $K with $C.", "$C invited us to a meeting.",
     "Video meeting with $C and the team.", "Second meeting with $C.", "Working session with $C.",
     "Met $C; $N people from $K joined.", "Meeting with $C about $P.", "$G had prepared the meeting well.",
     "Met $C together with the project team.", "Review meeting with $C."},
    {"Demo of $P for $C.", "Showed $P to $C and $N users.", "Live demo for $C.", "Demo with data of $K.",
     "$C saw $P for the first time.", "Walked $C through $P.", "Demo of $P; $N people from $K watched.",
     "Second demo of $P for $C.", "Showed $C the newest version of $P.", "Demo for $C and the users.",
     "$G tried $P under our guidance.", "Demo of $P and its reports for $C."},
}};

/// How it began where nobody answered.
inline const std::array<Phrases, 4> unanswered{{
    {"Called $C, no answer.", "Left a message for $C.", "$C could not be reached.", "Tried $C twice today.",
     "Only reached the voicemail of $C.", "The office of $K said $C was travelling.", "Call to $C was not taken.",
     "No luck calling $C."},
    {"E-mail to $C, no reply yet.", "$C has not answered our e-mail.", "Out-of-office note from $C.",
     "Reminder to $C, still silent.", "Wrote to $C again.", "No word from $C since our last e-mail.",
     "Sent $C a short note; nothing came back.", "$C reads our e-mails and does not reply."},
    {"$C did not come to the meeting.", "Meeting with $C was called off.", "$C asked for another date at short notice.",
     "Nobody from $K joined the meeting.", "$C missed the meeting.", "Waited for $C in vain.",
     "Meeting with $C did not take place.", "$G forgot the meeting."},
    {"Demo of $P without an audience.", "$C did not join the demo.", "Demo was cancelled by $K at short notice.",
     "Nobody came to the demo of $P.", "$C could not make the demo.", "Demo for $C has to be set up again.",
     "$G sent apologies minutes before the demo.", "Demo of $P fell through."},
}};

/// How it went: positive, neutral, negative, no response.
inline const std::array<Phrases, 4> outcomes{{
    {"Very open, sees clear value for $K.", "$G likes $P a lot.", "Good mood, many questions.", "Wants to go ahead.",
     "$C will speak for us inside $K.", "They see savings of about $M per cent.", "Strong interest, also in $O.",
     "$G called it the best offer so far.", "The team of $N is on our side.", "Big step forward.",
     "Convinced by the references.", "Asked how soon $P could be live.", "$C confirmed that it is a priority.",
     "All open points are settled."},
    {"Polite, nothing decided.", "Took note of everything.", "Neither for nor against so far.",
     "$G needs to ask colleagues.", "Interest is there, urgency is not.", "They compare $W offers.",
     "Wants to think about it for $W weeks.", "Hard to read this time.", "We exchanged facts, no commitment.",
     "$C stays in touch.", "Asked for more material on $P.", "No news on their side.", "A routine talk.",
     "$G listened more than spoke."},
    {"Sceptical, and said so.", "$G sees no need for $P now.", "Unhappy with the terms.", "Doubts that $P fits $K.",
     "Cooler than last time.", "They think we are $M per cent too expensive.", "$C has been told to save.",
     "Others at $K are against it.", "Annoyed about the delay.", "The talk went in circles.",
     "$G questions the effort of $W weeks.", "Other projects come first.",
     "A bad experience with a supplier weighs on $G.", "Not convinced by what we showed."},
    {"Will try again on $D.", "They seem busy with other things.", "It is the quarter's end at $K.",
     "Assistant promised to pass it on.", "$G was active last week, so no alarm.", "Second time in $W weeks.",
     "Must find another way in.", "Wanted to talk about $T.", "Left a word about $P.", "The question of $T stays open.",
     "Offered $D and the day after.", "No sign of what is wrong.", "Asked for $N minutes only.",
     "Holiday season may be the reason."},
}};

/// What was said, by topic in the order of `SalesLabels::topics`.
inline const std::array<Phrases, 16> topics{{
    {"They need $P for $N people.", "Main need: less manual work in $W teams.", "Needs are clear now, $P covers most.",
     "$K wants one system in place of $W.", "$G described the process in detail."},
    {"Budget for $N licences or days is planned.", "Budget is free from next quarter on.",
     "Budget must be cut by $M per cent.", "$G has to ask for more budget.",
     "The budget is there if the case is good."},
    {"They want to start in $W weeks.", "Timeline: decision in $W weeks.", "Start slips by $W weeks.",
     "The date of $D in $W weeks is fixed.", "No hurry before the next $W weeks are over."},
    {"$W people decide together.", "The board decides in $W weeks.", "$G decides alone up to a limit.",
     "Purchasing joins the next round.", "Three departments must agree, $N users vote."},
    {"The current system is $W years old.", "$N spreadsheets are in use today.", "The old system ends in $W weeks.",
     "Current costs are $M per cent above plan.", "They keep the old system beside $P at first."},
    {"$P was quick with their $N records.", "The reports of $P were liked most.", "$G missed one view in $P.",
     "$M per cent of the test cases failed at first.", "They asked to see $O next."},
    {"$P has to work with $W other systems.", "Integration needs $W weeks by our estimate.",
     "The interface of $P suits their team of $N.", "$G wants to test the integration first.",
     "Data of $N sites must flow into $P."},
    {"Security sent $N questions.", "They want $P to pass their own audit.", "Data must stay in the country.",
     "The security team needs $W weeks.", "$G asked how $P keeps $N access rights apart."},
    {"Price of $P is $M per cent above their plan.", "Pricing by user suits $K.", "$G asked for the price of $N more.",
     "They want one price for $P and $O.", "The price list was discussed line by line."},
    {"They ask for $M per cent off.", "$M per cent would settle it, says $G.",
     "A discount for $N units is on the table.", "No discount without a second order.",
     "We offered the next tier at $N units."},
    {"Contract: a term of $N months is wanted.", "Legal returned $N comments.", "Payment within $W weeks was agreed.",
     "The notice period is still open.", "$G wants a way out after $N months."},
    {"Delivery in $W weeks is fine.", "They need $N pieces at once, the rest later.", "Delivery of $P to $N sites.",
     "$G wants $P and $O on the same day.", "Delivery on a $D only."},
    {"Training for $N people is asked for.", "$N key users come first.", "Training on site in $W weeks.",
     "$G prefers remote sessions.", "They want training material for $P."},
    {"Sent $W references of the same industry.", "$G will call a reference on $D.", "They know a user of $P.",
     "A visit to a reference in $W weeks.", "References for $O are wanted too."},
    {"$R is in the race too.", "$R is $M per cent cheaper.", "$G saw a demo of $R.", "$R cannot do what $P does.",
     "They doubt the support of $R."},
    {"This is number $W on their list.", "Priorities are set again in $W weeks.",
     "The project competes with $W others.", "$G has the time for it, the team has not.",
     "New management looks at all projects in $W weeks."},
}};

/// How it ended, by outcome.
inline const std::array<Phrases, 4> closings{{
    {"Moving on.", "We keep the pace.", "Next talk on $D.", "$G will bring in $W colleagues.", "Good chance, I think.",
     "$G asked us to prepare the next step.", "We agreed on $D.", "Answer expected within $W weeks.",
     "Will send a summary on $D.", "A pleasure to work with $G."},
    {"Let us see.", "Will check in again in $W weeks.", "I keep it warm.", "Next contact on $D.",
     "No change in the plan.", "$G will report back.", "Will add facts on $P.", "Needs a reason to act.",
     "To be continued on $D.", "Asked for $N minutes next time."},
    {"Difficult.", "Need a new angle.", "Will ask our expert on $P.", "Have to win back $G.", "Risk is up.",
     "Perhaps better in $W weeks.", "Will talk to others at $K.", "Must answer by $D.", "Offer has to change.",
     "Not lost yet."},
    {"Next try on $D.", "Will write instead.", "Will ask for another contact at $K.", "Patience.",
     "Try again in $W weeks.", "Next attempt by phone.", "Keep trying.", "Set a reminder for $D.",
     "Will go through purchasing.", "Gave it $W weeks."},
}};

/// What comes next, by stage, after an answer.
inline const std::array<Phrases, 4> next_steps{{
    {"Send $C an introduction to $P", "Qualify budget and needs with $C", "Call $C about the decision process",
     "Book a first meeting with $C", "Find out who else at $K decides", "Send $G two references"},
    {"Prepare a demo of $P for $C", "Send $C the answers on $T", "Meet the users of $K",
     "Draft the business case with $C", "Check the integration of $P with $K's systems",
     "Invite $C and colleagues to a workshop"},
    {"Send $C the revised offer for $P", "Walk $C through the offer", "Clarify $T with $C",
     "Get the technical approval for $P", "Add $O to the offer for $K", "Agree on the decision date with $C"},
    {"Send the contract to $C", "Settle $T with $C and purchasing", "Get the discount for $P approved",
     "Plan the delivery of $P with $C", "Ask $C for the order", "Close the last legal points with $K"},
}};

/// After a bad talk, and where nobody answered.
inline const Phrases after_negative{"Ask $C what would change the picture",
                                    "Bring in an expert on $P",
                                    "Review the offer for $K",
                                    "Look for another sponsor at $K",
                                    "Answer the objections of $C in writing",
                                    "Give $C a call in some weeks"};
inline const Phrases after_silence{"Call $C again",
                                   "Write to $C once more",
                                   "Reach $C through a colleague",
                                   "Try another contact at $K",
                                   "Send $C a short reminder about $P",
                                   "Propose new dates to $C"};

}  // namespace retailsim::crm::phrases

//! Decisions with models that answer, sleep, fail and break.

use super::*;
use crate::model::{BoxFuture, Builtin, ModelError, Reply};
use crate::prompt::Prompt;
use crate::revise::Judging;
use crate::serve::decision::Seen;
use crate::text::Conversation;
use std::sync::atomic::{AtomicUsize, Ordering};

const SAID: &str = "You cancelled my mother's surgery twice and nobody rang. Why?";
const DRAFT: &str = "It is regretted that your mother's surgery was cancelled.";
const BETTER: &str = "We regret that we cancelled your mother's surgery.";

/// What a model of these tests does, call after call; the last for ever.
#[derive(Clone)]
enum Does {
    Answers(String),
    Sleeps,
    Fails(ModelError),
    Panics,
    /// Works on the thread for so long.
    Works(Duration),
}

struct Played {
    does: Vec<Does>,
    calls: AtomicUsize,
    engine: &'static str,
}

impl Model for Played {
    fn complete<'a>(&'a self, prompt: &'a Prompt) -> BoxFuture<'a, Result<Reply, ModelError>> {
        let call = self.calls.fetch_add(1, Ordering::SeqCst);
        let does = self.does.get(call).or(self.does.last()).cloned().unwrap();
        Box::pin(async move {
            match does {
                Does::Answers(reply) => {
                    let text = serde_json::json!({"critique": "c", "reply": reply, "changes": []}).to_string();
                    Ok(Reply { text, prompt_tokens: 10, completion_tokens: 3 })
                }
                Does::Sleeps => std::future::pending().await,
                Does::Fails(error) => Err(error),
                Does::Panics => panic!("sentinel-7141"),
                Does::Works(time) => {
                    std::thread::sleep(time);
                    Ok(Builtin::new().answer(prompt))
                }
            }
        })
    }

    fn engine(&self) -> &str {
        self.engine
    }
}

fn played(engine: &'static str, does: impl IntoIterator<Item = Does>) -> Arc<Played> {
    Arc::new(Played { does: does.into_iter().collect(), calls: AtomicUsize::new(0), engine })
}

fn draft() -> Draft {
    Draft::new(Conversation::from_user(SAID), DRAFT)
}

fn reviser(model: Arc<dyn Model>, change: impl FnOnce(&mut ServeOptions)) -> Reviser {
    let mut options = ServeOptions::new("http://127.0.0.1:1");
    // Far more than is needed, also by a build for tests on a machine that does much else.
    options.deadline = Duration::from_secs(20);
    change(&mut options);
    Reviser::new(Brain::new(model, Options::default(), Prompts::builtin()), &options)
}

fn brief(options: &mut ServeOptions) {
    options.deadline = Duration::from_millis(200);
}

async fn decide(reviser: &Reviser) -> Decision {
    reviser.decide(draft(), 0).await
}

fn outcome(decision: &Decision) -> (Seen, Option<Why>, Option<&str>) {
    (decision.seen, decision.why, decision.text.as_deref())
}

#[tokio::test]
async fn what_is_clean_never_reaches_the_model() {
    let model = played("llm", [Does::Panics]);
    let reviser = reviser(model.clone(), |_| {});
    let plain = Draft::new(Conversation::from_user("What time do you close?"), "We close at six.");
    assert_eq!(outcome(&reviser.decide(plain, 0).await), (Seen::Clean, None, None));
    let foreign =
        Draft::new(Conversation::default(), "Ihre Bestellung wurde leider storniert, wir bitten um Verständnis.");
    assert_eq!(reviser.decide(foreign, 0).await.seen, Seen::Clean);
    assert_eq!(model.calls.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn a_model_here_or_elsewhere_revises() {
    let here = decide(&reviser(Arc::new(Builtin::new()), |_| {})).await;
    assert_eq!(outcome(&here), (Seen::Revised, None, Some(BETTER)));
    assert_eq!(here.mechanisms, [crate::Mechanism::LinguisticDistancing]);
    let elsewhere = decide(&reviser(played("llm", [Does::Answers(BETTER.to_owned())]), |_| {})).await;
    assert_eq!(outcome(&elsewhere), (Seen::Revised, None, Some(BETTER)));
    assert_eq!((elsewhere.usage.calls, elsewhere.usage.prompt_tokens), (1, 10));
}

#[tokio::test]
async fn what_is_no_better_leaves_the_text_alone() {
    let decision = decide(&reviser(played("llm", [Does::Answers(DRAFT.to_owned())]), |_| {})).await;
    assert_eq!(outcome(&decision), (Seen::Kept, Some(Why::Unacceptable), None));
    assert!(!decision.mechanisms.is_empty() && decision.usage.calls > 0);
}

#[tokio::test]
async fn the_deadline_is_kept_whoever_answers() {
    for (engine, does) in
        [("llm", Does::Sleeps), ("builtin", Does::Sleeps), ("builtin", Does::Works(Duration::from_millis(700)))]
    {
        let started = Instant::now();
        let decision = decide(&reviser(played(engine, [does]), brief)).await;
        assert_eq!(outcome(&decision), (Seen::Kept, Some(Why::Deadline), None), "{engine}");
        assert!(!decision.mechanisms.is_empty());
        let took = started.elapsed();
        assert!(took >= Duration::from_millis(190) && took < Duration::from_millis(650), "{engine} {took:?}");
    }
}

const LONG_SAID: &str = "This is the third time that you cancelled the delivery, and she is due on Friday. I'm scared that \
                         she will come home to nothing.";
const LONG_DRAFT: &str = "We apologise for any inconvenience. Please be advised that your order 48213 was cancelled. The \
                          earliest delivery is 19 May.";
const HALF: &str = "We are sorry that you are scared she will come home to nothing. Please be advised that your order \
                    48213 was cancelled. The earliest delivery is 19 May.";

#[tokio::test]
async fn a_round_that_was_accepted_is_not_lost_to_the_deadline() {
    let slow = || Does::Works(Duration::from_millis(1600));
    for (engine, second) in [("llm", Does::Sleeps), ("builtin", Does::Sleeps), ("builtin", slow())] {
        let model = played(engine, [Does::Answers(HALF.to_owned()), second]);
        let reviser = reviser(model.clone(), |options| options.deadline = Duration::from_millis(1000));
        let decision = reviser.decide(Draft::new(Conversation::from_user(LONG_SAID), LONG_DRAFT), 0).await;
        assert_eq!(outcome(&decision), (Seen::Revised, None, Some(HALF)), "{engine}");
        assert_eq!((model.calls.load(Ordering::SeqCst), decision.usage.calls), (2, 1));
        assert!(!decision.mechanisms.is_empty() && decision.spent < Duration::from_millis(1400));
    }
}

#[tokio::test]
async fn a_model_that_panics_costs_the_revision_alone() {
    for engine in ["llm", "builtin"] {
        let reviser = reviser(played(engine, [Does::Panics, Does::Answers(BETTER.to_owned())]), |_| {});
        assert_eq!(outcome(&decide(&reviser).await), (Seen::Kept, Some(Why::Error), None));
        assert_eq!(outcome(&decide(&reviser).await), (Seen::Revised, None, Some(BETTER)), "and nothing is held up");
    }
}

#[tokio::test]
async fn a_model_that_keeps_failing_is_left_alone_until_there_is_another() {
    let model = played("llm", [Does::Fails(ModelError::TimedOut)]);
    let reviser = reviser(model.clone(), |_| {});
    for _ in 0..5 {
        assert_eq!(outcome(&decide(&reviser).await), (Seen::Kept, Some(Why::Error), None));
    }
    assert_eq!(reviser.breaker(), 2);
    assert_eq!(outcome(&decide(&reviser).await), (Seen::Kept, Some(Why::Breaker), None));
    assert_eq!(model.calls.load(Ordering::SeqCst), 5, "it was not asked");
    let next = played("llm", [Does::Answers(BETTER.to_owned())]);
    reviser.replace(Brain::new(next, Options::default(), Prompts::builtin()));
    assert_eq!((decide(&reviser).await.seen, reviser.breaker()), (Seen::Revised, 0));
}

#[tokio::test]
async fn refusals_and_bad_answers_are_about_the_text_and_open_nothing() {
    for does in [Does::Fails(ModelError::Refused), Does::Answers("no".to_owned())] {
        let reviser = reviser(played("llm", [does]), |_| {});
        for _ in 0..7 {
            assert_eq!(decide(&reviser).await.seen, Seen::Kept);
        }
        assert_eq!(reviser.breaker(), 0);
    }
}

#[tokio::test]
async fn a_model_here_is_never_left_alone() {
    let reviser = reviser(played("builtin", [Does::Fails(ModelError::TimedOut)]), |_| {});
    for _ in 0..7 {
        assert_eq!(decide(&reviser).await.why, Some(Why::Error));
    }
    assert_eq!(reviser.breaker(), 0);
}

#[tokio::test]
async fn a_client_that_goes_away_is_no_failure() {
    let model = played("llm", [Does::Sleeps]);
    let reviser = reviser(model, |_| {});
    for _ in 0..7 {
        let gone = tokio::time::timeout(Duration::from_millis(5), decide(&reviser)).await;
        assert!(gone.is_err());
    }
    assert_eq!((reviser.breaker(), reviser.permits.available_permits()), (0, 64));
}

#[tokio::test]
async fn a_reply_beyond_those_under_way_goes_out_as_it_is() {
    let reviser = Arc::new(reviser(played("llm", [Does::Sleeps]), |options| {
        brief(options);
        options.revisions = 1;
    }));
    let first = tokio::spawn({
        let reviser = Arc::clone(&reviser);
        async move { decide(&reviser).await }
    });
    tokio::time::sleep(Duration::from_millis(50)).await;
    let started = Instant::now();
    assert_eq!(outcome(&decide(&reviser).await), (Seen::Kept, Some(Why::Busy), None));
    assert!(started.elapsed() < Duration::from_millis(100));
    assert_eq!(first.await.unwrap().why, Some(Why::Deadline));
}

#[tokio::test]
async fn work_that_outlives_its_deadline_keeps_its_place() {
    let reviser = reviser(played("builtin", [Does::Works(Duration::from_millis(600))]), |options| {
        brief(options);
        options.revisions = 1;
    });
    assert_eq!(decide(&reviser).await.why, Some(Why::Deadline));
    assert_eq!(decide(&reviser).await.why, Some(Why::Busy), "the processor is not free yet");
    tokio::time::sleep(Duration::from_millis(600)).await;
    assert_eq!(decide(&reviser).await.why, Some(Why::Deadline));
}

#[tokio::test]
async fn what_has_gone_out_stays_in_front() {
    let text = format!("Thank you for waiting. {DRAFT}");
    let draft = || Draft::new(Conversation::from_user(SAID), text.clone());
    let sent = "Thank you for waiting.".len();
    let rewritten = reviser(played("llm", [Does::Answers(BETTER.to_owned())]), |_| {});
    let decision = rewritten.decide(draft(), sent).await;
    assert_eq!((decision.seen, decision.text), (Seen::Kept, None));
    let builtin = reviser(Arc::new(Builtin::new()), |_| {}).decide(draft(), sent).await;
    assert!(builtin.text.unwrap().starts_with("Thank you for waiting. "));
}

#[tokio::test]
async fn a_held_reply_is_passed_or_replaced_by_the_operators_words() {
    let draft = || {
        Draft::new(Conversation::from_user("I want to kill myself tonight."), "Please be advised that we are closed.")
    };
    let panics = || played("llm", [Does::Panics]);
    assert_eq!(outcome(&reviser(panics(), |_| {}).decide(draft(), 0).await), (Seen::Held, None, None));
    let words = |options: &mut ServeOptions| options.on_held = OnHeld::Message("Please call 988.".to_owned());
    let reviser = reviser(panics(), words);
    assert_eq!(reviser.decide(draft(), 0).await.text.as_deref(), Some("Please call 988."));
    assert_eq!(reviser.decide(draft(), 6).await.text.as_deref(), Some("Please\n\nPlease call 988."));
}

#[tokio::test]
async fn a_long_text_is_read_elsewhere_and_comes_to_the_same() {
    let plain = "We close at six on Monday. ".repeat(1000);
    let model = played("llm", [Does::Answers("no".to_owned())]);
    let reviser = reviser(model, |options| options.deadline = Duration::from_secs(20));
    let long = Draft::new(Conversation::from_user("When do you close?"), plain);
    assert!(long.text.len() > LONG);
    assert!(matches!(reviser.decide(long, 0).await.seen, Seen::Clean | Seen::Kept));
}

#[tokio::test]
async fn a_judge_that_does_not_answer_leaves_the_reply_as_it_is() {
    let mut options = ServeOptions::new("http://127.0.0.1:1");
    options.deadline = Duration::from_millis(100);
    let judged = Options { judge: Judging::Always, ..Options::default() };
    let reviser = Reviser::new(Brain::new(played("llm", [Does::Sleeps]), judged, Prompts::builtin()), &options);
    let plain = Draft::new(Conversation::from_user("What time do you close?"), "We close at six.");
    assert_eq!(outcome(&reviser.decide(plain, 0).await), (Seen::Kept, Some(Why::Deadline), None));
}

#[tokio::test]
async fn an_outcome_is_whole_whoever_answers_and_whatever_goes_wrong() {
    let (brief, long) = (Duration::from_millis(200), Duration::from_secs(20));
    let answers = || Does::Answers(BETTER.to_owned());
    for (engine, does, wait, text) in [
        ("llm", answers(), long, BETTER),
        ("builtin", answers(), long, BETTER),
        ("llm", Does::Sleeps, brief, DRAFT),
        ("builtin", Does::Sleeps, brief, DRAFT),
        ("builtin", Does::Works(Duration::from_millis(300)), brief, BETTER),
        ("llm", Does::Fails(ModelError::TimedOut), long, DRAFT),
    ] {
        let outcome = reviser(played(engine, [does]), |_| {}).outcome(draft(), wait).await.unwrap();
        assert_eq!((outcome.text.as_str(), outcome.engine.as_str()), (text, engine));
        assert_eq!((outcome.diff.apply(DRAFT), outcome.reason.is_some()), (text.to_owned(), text == DRAFT));
    }
    let busy =
        reviser(played("llm", [answers()]), |options| options.revisions = 0).outcome(draft(), long).await.unwrap();
    assert!(busy.reason.unwrap().contains("under way"));
    assert!(reviser(played("llm", [Does::Panics]), |_| {}).outcome(draft(), long).await.is_err());
    let plain = Draft::new(Conversation::from_user("What time do you close?"), "We close at six.");
    let outcome = reviser(played("llm", [Does::Panics]), |_| {}).outcome(plain, long).await.unwrap();
    assert_eq!((outcome.verdict, outcome.reason), (crate::Verdict::Clean, None));
}

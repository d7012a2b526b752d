//! The documentation of order files, made of what reads them.

use std::fmt::Write;

use super::kinds::{Kind, Listed};
use super::line::kebab;
use super::text::SECTIONS;
use super::{ColonyOrder, DiplomaticOrder, ZeroTurn};
use crate::command::descriptor::Command;
use crate::command::needs::Need;
use crate::command::table::TABLE;
use crate::vocab::Vocab;

/// What an order file may hold, as Markdown: `scenarios/orders.md`.
pub fn markdown() -> String {
    let mut out = String::from(INTRODUCTION);
    for section in SECTIONS {
        let _ = writeln!(out, "| `{}` | `{}` | {} |", section.name, section.form, section.doc);
    }
    out.push_str(FLEETS);
    for command in &TABLE {
        out.push_str(&command_row(command));
    }
    list("Lines of `zero-turn`", ZeroTurn::KINDS, &mut out);
    list("Lines of `colonies`", ColonyOrder::KINDS, &mut out);
    list("Lines of `diplomacy`", DiplomaticOrder::KINDS, &mut out);
    out
}

const INTRODUCTION: &str = "\
# Order files

The orders of one house for one turn, in KDL. Each line is one order; lines of a kind count in their order. All mistakes
are told at once, each with its line and column; orders that cannot be carried out are no mistakes: they become events.
`ec4x orders check FILE…` tells them, `ec4x orders fmt FILE` writes the canonical form, and `ec4x orders form` prints
this page, which is made of the tables that read the files.

```kdl
orders house=1 turn=9 {
    tax 55
    zero-turn {
        detach-ships 11 12 from=5 new=1
    }
    fleet \"new-1\" { patrol to=15 roe=8 }
    build 2 {
        ship \"light-cruiser\" quantity=2
    }
}
```

| Section | Form | For |
|---|---|---|
";

const FLEETS: &str = "
## Fleet commands

Every command also takes `roe=` (0 to 10) and `priority=` (for PRD1c, lower first). A target needs a path that the fleet
can pass. What is needed to order it is tested in CMD6, what is needed to do it when it acts.

| No | Command | Target | To order it | To do it | Acts | Tier | Ends | What the fleet does |
|---|---|---|---|---|---|---|---|---|
";

fn command_row(command: &Command) -> String {
    let execute: Vec<Need> = [command.arrive, command.execute, command.acts.besides()].concat();
    format!(
        "| {:02} | `{}` | {} | {} | {} | {} | {} | {} | {} |\n",
        command.kind.number(),
        kebab(command.kind.name()),
        command.target.says(),
        needs(command.submit),
        needs(&execute),
        command.acts.step(),
        command.tier,
        command.ends.says(),
        command.effect,
    )
}

fn needs(needs: &[Need]) -> String {
    match needs {
        [] => "–".to_owned(),
        some => some.iter().map(|need| need.says).collect::<Vec<_>>().join("; "),
    }
}

fn list(title: &str, kinds: &[Kind], out: &mut String) {
    let _ = writeln!(out, "\n## {title}\n\n| Line | Takes | What it does |\n|---|---|---|");
    for kind in kinds {
        let mut takes = Vec::new();
        for field in kind.fields {
            let doc = field.doc.trim().trim_end_matches('.');
            takes.push(match field.bare {
                true => format!("values: {doc}"),
                false => format!("`{}=` {doc}", field.key),
            });
        }
        let _ = writeln!(
            out,
            "| `{}` | {} | {} |",
            kind.name,
            takes.join("<br>"),
            kind.doc.trim()
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_up_to_date() {
        let page = include_str!("../../../scenarios/orders.md");
        assert_eq!(
            page,
            markdown(),
            "make it anew: cargo run -p ec4x-engine --example orders_page > scenarios/orders.md"
        );
    }
}

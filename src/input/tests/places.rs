//! Places that cannot be.

use super::*;

#[test]
fn a_place_is_for_a_story_of_the_page() {
    let area = "area = { column = 1, line = 1, columns = 1, lines = 9 }";
    let run = run(&format!(
        "[[page]]\nlabel = \"1\"\nstories = [\"a\"]\n[[page.place]]\nstory = \"b\"\n{area}\n\
         [[page]]\nlabel = \"2\"\nstories = [\"b\"]\n"
    ));
    run.fails(
        "place_not_on_page at \"b\"",
        "`b` has a place here but is not a story of page 1 | add it to `stories`, or remove the place",
    );
}

#[test]
fn a_story_has_one_place() {
    let run = run_page(
        "[[page.place]]\nstory = \"a\"\narea = { column = 1, line = 1, columns = 1, lines = 9 }\n\
         [[page.place]]\nstory = \"a\"\narea = { column = 2, line = 1, columns = 1, lines = 9 }\n",
    );
    run.fails("story_twice at \"a\"", "story `a` is placed twice | keep one of the two");
    assert_eq!(run.found.iter().next().unwrap().labels.len(), 2);
}

#[test]
fn stories_do_not_overlap() {
    let run = run_page(
        "[[page.place]]\nstory = \"a\"\narea = { column = 1, line = 1, columns = 5, lines = 46 }\n\
         [[page.place]]\nstory = \"b\"\narea = { column = 3, line = 40, columns = 6, lines = 20 }\n",
    );
    run.fails(
        "areas_overlap at { column = 3, line = 40, columns = 6, lines = 20 }",
        "the areas of `b` and `a` overlap in columns 3–5, lines 40–46 | \
         move or shorten one of the two",
    );
    let problem = run.found.iter().next().unwrap();
    assert_eq!(problem.labels.len(), 2);
    assert_eq!(problem.stories, ["b", "a"]);
}

#[test]
fn stories_may_touch() {
    run_page(
        "[[page.place]]\nstory = \"a\"\narea = { column = 1, line = 1, columns = 5, lines = 46 }\n\
         [[page.place]]\nstory = \"b\"\narea = { column = 1, line = 47, columns = 8, lines = 77 }\n\
         [[page.place]]\nstory = \"c\"\narea = { column = 6, line = 1, columns = 3, lines = 46 }\n",
    )
    .edition();
}

#[test]
fn an_area_stays_on_the_grid() {
    run_place("area = { column = 6, line = 100, columns = 4, lines = 30 }").fails(
        "off_grid at { column = 6, line = 100, columns = 4, lines = 30 }",
        "the area of `c` leaves the grid: columns 6–9 > 8, lines 100–129 > 123 | \
         the grid has 8 columns and 123 lines",
    );
    for numbers in [
        "0, 1, 1, 1",
        "1, -1, 1, 1",
        "1, 1, 4294967295, 1",
        "4294967295, 1, 4294967295, 1",
        "1, 9223372036854775807, 1, 9223372036854775807",
        "1, 1, 1, 99999999999999999999999",
    ] {
        let numbers: Vec<_> = numbers.split(", ").collect();
        let [column, line, columns, lines] = numbers[..] else { unreachable!() };
        let run = run_place(&format!(
            "area = {{ column = {column}, line = {line}, columns = {columns}, lines = {lines} }}"
        ));
        assert_eq!(run.found.iter().map(|it| it.code.rule).collect::<Vec<_>>(), ["off_grid"]);
    }
    let problems = run_place("area = { column = 1.5, line = 1, columns = \"2\" }").problems();
    assert_eq!(
        problems,
        [
            "missing_key at { column = 1.5, line = 1, columns = \"2\" }",
            "wrong_type at 1.5",
            "wrong_type at \"2\"",
        ]
    );
}

#[test]
fn a_place_has_an_area() {
    run_place("").fails(
        "missing_key at [[page.place]]",
        "`area` is missing | add `area = { column = 1, line = 1, columns = 2, lines = 30 }`",
    );
    assert_eq!(run_place("areas = []").problems(), ["missing_key at []"]);
    assert_eq!(
        run_place("area = { column = 1, line = 1, columns = 1, lines = 9 }\nareas = []").problems(),
        ["bad_value at []"]
    );
}

#[test]
fn the_areas_of_a_story_make_one_shape() {
    let two = |second: &str| {
        run_place(&format!(
            "areas = [{{ column = 1, line = 1, columns = 4, lines = 10 }}, {second}]"
        ))
    };
    let apart = "{ column = 5, line = 11, columns = 1, lines = 5 }";
    two(apart).fails(
        "areas_apart at { column = 1, line = 1, columns = 4, lines = 10 }",
        "the areas of `c` do not touch | give them a common edge, or leave one",
    );
    let over = "{ column = 4, line = 10, columns = 2, lines = 5 }";
    two(over).fails(
        &format!("areas_overlap at {over}"),
        "the areas of `c` and `c` overlap in columns 4, lines 10 | move or shorten one of the two",
    );
}

#[test]
fn a_shape_has_one_leg_a_column() {
    let shape = |legs: u32| {
        run_place(&format!(
            "areas = [{{ column = 1, line = 1, columns = 4, lines = 10 }}, \
             {{ column = 1, line = 11, columns = 2, lines = 5 }}]\nlegs = {legs}"
        ))
    };
    shape(4).edition();
    shape(2).fails(
        "shape_legs at 2",
        "`c` has several areas and 2 legs | \
         leave `legs` out: a shape has one leg a column, here 4",
    );
}

#[test]
fn nothing_lies_under_a_shape() {
    let run = run_place(
        "areas = [{ column = 1, line = 1, columns = 4, lines = 10 }, \
         { column = 1, line = 11, columns = 2, lines = 5 }]\nground = \"tint\"",
    );
    run.fails(
        "shape_ground at \"tint\"",
        "`c` has several areas and a ground | leave `ground` out, or give the story one area",
    );
}

#[test]
fn a_broken_measure_has_ten_to_forty_eight_characters() {
    let legs = |rest: &str| {
        run_place(&format!("area = {{ column = 1, line = 1, columns = 3, lines = 20 }}\n{rest}"))
    };
    legs("legs = 2").edition();
    legs("legs = 3").edition();
    legs("legs = 4").fails(
        "bad_measure at 4",
        "`c` in 4 legs has 9 characters a line | \
         a line has 10 to 48 characters; legs that fit here: 1, 2, 3",
    );
    let wide = run_place("area = { column = 1, line = 1, columns = 8, lines = 20 }\nlegs = 2");
    assert_eq!(wide.problems(), ["bad_measure at 2"]);
    assert_eq!(legs("legs = 0").problems(), ["out_of_range at 0"]);
    assert_eq!(legs("legs = 4294967295").problems(), ["out_of_range at 4294967295"]);
    assert_eq!(legs("legs = 100").problems(), ["bad_measure at 100"]);
}

#[test]
fn a_frame_needs_room_for_its_line_above_and_below() {
    let run =
        run_place("area = { column = 1, line = 1, columns = 3, lines = 2 }\nground = \"frame\"");
    run.fails(
        "out_of_range at { column = 1, line = 1, columns = 3, lines = 2 }",
        "`lines` must be from 3 to 123, not 2 | ",
    );
}

#[test]
fn stories_stand_below_the_nameplate() {
    let place = |line: u32| {
        run_page(&format!(
            "nameplate = true\n[[page.place]]\nstory = \"a\"\n\
             area = {{ column = 1, line = {line}, columns = 1, lines = 20 }}\n"
        ))
    };
    place(15).edition();
    place(14).fails(
        "in_nameplate at { column = 1, line = 14, columns = 1, lines = 20 }",
        "the area of `a` starts in the nameplate | start it at line 15 or below",
    );
}

#[test]
fn words_of_a_place_are_known() {
    let run = run_place(
        "area = { column = 1, line = 1, columns = 3, lines = 20 }\nground = \"framed\"\n\
         headline = { direction = \"up\", side = \"middle\", kind = 1 }",
    );
    assert_eq!(
        run.messages(),
        [
            "`ground` cannot be `framed` | did you mean `frame`?",
            "`direction` cannot be `up` | possible: horizontal, vertical",
            "`side` cannot be `middle` | possible: left, right",
            "`kind` must be \"…\", not 1 | ",
        ]
    );
}

#[test]
fn a_headline_stays_in_its_story() {
    let headline = |headline: &str| {
        run_place(&format!(
            "area = {{ column = 1, line = 1, columns = 3, lines = 20 }}\nheadline = {headline}"
        ))
    };
    headline("{ columns = 4 }")
        .fails("out_of_range at 4", "`columns` must be from 1 to 3, not 4 | ");
    headline("{ rows = 7 }").fails("out_of_range at 7", "`rows` must be from 1 to 6, not 7 | ");
    headline("{ lines = 0 }").fails("out_of_range at 0", "`lines` must be from 1 to 20, not 0 | ");
    headline("{ size = 30 }").fails(
        "length_without_unit at 30",
        "`size` is a length without a unit: 30 | write a unit, for example \"30mm\" or \"30pt\"",
    );
    assert_eq!(headline("{ size = \"30\" }").problems(), ["length_without_unit at \"30\""]);
    assert_eq!(headline("{ size = \"3m\" }").problems(), ["wrong_type at \"3m\""]);
    headline("{ size = \"5pt\" }")
        .fails("out_of_range at \"5pt\"", "`size` must be from 6 pt to 300 pt, not 5pt | ");
}

#[test]
fn photos_exist_and_stand_in_their_story() {
    let photos = |photos: &str| {
        run_place(&format!(
            "area = {{ column = 1, line = 1, columns = 3, lines = 20 }}\nphotos = [{photos}]"
        ))
    };
    let first = "{ photo = 1, area = { column = 1, line = 1, columns = 1, lines = 9 } }";
    photos(first).edition();
    for number in [0, 3, -1] {
        let photo = format!(
            "{{ photo = {number}, area = {{ column = 1, line = 1, columns = 1, lines = 9 }} }}"
        );
        photos(&photo).fails(
            &format!("no_such_photo at {number}"),
            &format!("`c` has no photo {number} | its manuscript lists 2; they count from 1"),
        );
    }
    photos("{ photo = 2, area = { column = 3, line = 1, columns = 2, lines = 9 } }").fails(
        "photo_outside_story at { column = 3, line = 1, columns = 2, lines = 9 }",
        "photo 2 of `c` leaves the area of its story | move it into the area, or enlarge the area",
    );
    let again = "{ photo = 1, area = { column = 2, line = 1, columns = 1, lines = 9 } }";
    photos(&format!("{first}, {again}")).fails(
        &format!("photo_twice at {again}"),
        "photo 1 of `c` is placed twice | keep one of the two",
    );
    let over = "{ photo = 2, area = { column = 1, line = 9, columns = 1, lines = 9 } }";
    photos(&format!("{first}, {over}")).fails(
        &format!("areas_overlap at {over}"),
        "the areas of `c [2]` and `c [1]` overlap in columns 1, lines 9 | \
         move or shorten one of the two",
    );
}

#[test]
fn a_focus_is_two_shares() {
    let focus = |focus: &str| {
        run_place(&format!(
            "area = {{ column = 1, line = 1, columns = 3, lines = 20 }}\n\
             photos = [{{ photo = 1, area = {{ column = 1, line = 1, columns = 1, lines = 9 }}, \
             focus = {focus} }}]"
        ))
        .problems()
    };
    assert_eq!(focus("[0.5]"), ["wrong_type at [0.5]"]);
    assert_eq!(focus("[]"), ["wrong_type at []"]);
    assert_eq!(focus("0.5"), ["wrong_type at 0.5"]);
    assert_eq!(focus("[1.5, nan]"), ["out_of_range at 1.5", "out_of_range at nan"]);
    assert_eq!(focus("[\"x\", 1]"), ["wrong_type at \"x\""]);
}

#[test]
fn the_same_faults_are_told_in_the_same_order_each_time() {
    let text = format!("{HEAD}[[page]]\nlabel = \"1\"\nstories = [\"z\", \"y\"]\nzz = 1\naa = 2\n");
    let first = run_in(storage(), &text, &[]).problems();
    assert_eq!(
        first,
        [
            "unknown_story at \"z\"",
            "unknown_story at \"y\"",
            "unknown_key at zz",
            "unknown_key at aa"
        ]
    );
    assert_eq!(first, run_in(storage(), &text, &[]).problems());
}

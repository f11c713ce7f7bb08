with current_articles as (
    select * from {{ ref('int_articles__current') }}
),

reports as (
    select * from {{ ref('int_meetings__reports') }}
),

affiliations as (
    select * from {{ ref('stg_resolved__affiliations') }}
),

dates_in_use as (
    select published_on as date_in_use from current_articles
    union all
    select reported_date from reports
    union all
    select reported_end_date from reports
    union all
    select valid_from from affiliations
    union all
    select valid_to from affiliations
),

-- Whole years, from the first in use to the last.
years as (
    select
        min(date_in_use)::date as first_date,
        max(date_in_use)::date as last_date
    from dates_in_use
    having count(date_in_use) > 0
),

days as (
    select
        unnest(
            generate_series(
                make_date(year(first_date), 1, 1),
                make_date(year(last_date), 12, 31),
                interval 1 day
            )
        )::date as calendar_date
    from years
),

final as (
    select
        -- keys
        calendar_date,
        strftime(calendar_date, '%Y-%m-%d') as date_key,

        -- calendar
        year(calendar_date)::integer as year,
        quarter(calendar_date)::integer as quarter,
        month(calendar_date)::integer as month,
        day(calendar_date)::integer as day_of_month,
        dayofyear(calendar_date)::integer as day_of_year,
        isodow(calendar_date)::integer as day_of_week,
        isoyear(calendar_date)::integer as iso_year,
        week(calendar_date)::integer as iso_week,
        isodow(calendar_date) >= 6 as is_weekend,

        -- names, English then German
        [
            'January', 'February', 'March', 'April', 'May', 'June',
            'July', 'August', 'September', 'October', 'November', 'December'
        ][month(calendar_date)] as month_name,
        [
            'Januar', 'Februar', 'März', 'April', 'Mai', 'Juni',
            'Juli', 'August', 'September', 'Oktober', 'November', 'Dezember'
        ][month(calendar_date)] as month_name_de,
        [
            'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'
        ][isodow(calendar_date)] as weekday_name,
        [
            'Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag', 'Sonntag'
        ][isodow(calendar_date)] as weekday_name_de,

        -- periods
        date_trunc('week', calendar_date)::date as first_day_of_week,
        date_trunc('month', calendar_date)::date as first_day_of_month
    from days
)

select * from final

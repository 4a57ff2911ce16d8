using Microsoft.Extensions.Time.Testing;
using Nascent.Estimation;
using Nascent.Randomness;
using Nascent.Torch.Training.Courses;

namespace Nascent.Torch.Tests.Training;

public sealed class TimedCourseTests
{
    private const long StepsPerEpoch = 100;
    private static readonly TimeSpan Use = TimeSpan.FromMinutes(5), Scoring = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(1.0, 1.0)]
    [InlineData(1.0, 3.0)] // a machine that gets three times slower in the middle
    [InlineData(1.0, 1 / 3.0)]
    [InlineData(2.3, 2.3)] // the first plan was made from a wrong clock
    [InlineData(0.4, 0.4)]
    [InlineData(0.4, 3.0)]
    public void A_training_ends_when_its_time_does(double first, double then)
    {
        var (used, line) = Train(planned: 2_000, seconds => seconds < Use.TotalSeconds / 2 ? 0.13 * first : 0.13 * then);
        used.ShouldBeInRange(0.97 * Use.TotalSeconds, 1.02 * Use.TotalSeconds);
        line.PlaceOf(line.TotalSteps).ShouldBe(2_000, 1e-6); // the schedule is at its end
    }

    [Fact]
    public void A_plan_that_fits_is_left()
    {
        // 0.13 s a step and 1 s a hundred: 2,135 steps in five minutes but a scoring.
        Train(planned: 2_135, _ => 0.13).Line.Changes.ShouldBeEmpty();
    }

    [Fact]
    public void A_noisy_clock_moves_the_end_a_few_times_and_not_at_every_step()
    {
        var noise = new Seed(3).Stream();
        var (used, line) = Train(planned: 1_000, _ => 0.13 * (0.7 + (0.6 * noise.NextDouble())));
        used.ShouldBeInRange(0.97 * Use.TotalSeconds, 1.02 * Use.TotalSeconds);
        line.Changes.Length.ShouldBeInRange(1, 80);
    }

    [Fact]
    public void A_time_that_is_over_ends_the_training_at_once() =>
        new TimedCourse(new FakeTimeProvider(), TimeSpan.FromSeconds(-3), StepsPerEpoch, 3).After(20, 2_000).ShouldBe(new CourseChange(20, 1));

    [Fact]
    public void There_are_no_more_steps_than_there_may_be()
    {
        var time = new FakeTimeProvider();
        var pilot = new TimedCourse(time, Use, StepsPerEpoch, 0, mostSteps: 300);
        time.Advance(TimeSpan.FromSeconds(1));
        pilot.After(100, 200).ShouldBe(new CourseChange(100, 200)); // a hundredth of a second per step would be enough for 29,900
    }

    [Fact]
    public void A_move_changes_the_pace_and_not_the_place()
    {
        var line = new CourseLine(100);
        line.PlaceOf(40).ShouldBe(40);
        line.Move(new(40, 20));
        (line.TotalSteps, line.PlaceOf(40), line.PlaceOf(50), line.PlaceOf(60)).ShouldBe((60, 40, 70, 100));
        line.Move(new(50, 100));
        (line.TotalSteps, line.PlaceOf(50), line.PlaceOf(150)).ShouldBe((150, 70, 100));
    }

    private static (double Seconds, CourseLine Line) Train(long planned, Func<double, double> secondsOfAStep)
    {
        var time = new FakeTimeProvider();
        var began = time.GetTimestamp();
        double Elapsed() => time.GetElapsedTime(began).TotalSeconds;
        var (pilot, line) = (new TimedCourse(time, Use, StepsPerEpoch, 7.7), new CourseLine(planned));
        for (var step = 1L; step <= line.TotalSteps; step++)
        {
            time.Advance(TimeSpan.FromSeconds(secondsOfAStep(Elapsed())));
            if (step < line.TotalSteps && pilot.After(step, line.TotalSteps) is { } change)
                line.Move(change);
            if (step % StepsPerEpoch == 0 || step == line.TotalSteps)
            {
                time.Advance(Scoring);
                pilot.Scored(Scoring);
            }
        }

        return (Elapsed(), line);
    }
}

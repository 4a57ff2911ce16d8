using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;

namespace Nascent.Strategies;

/// <summary>A property of an options record: one option, or a group of them.</summary>
internal abstract class OptionMember(PropertyInfo property, int line)
{
    /// <summary>Its place in the file that declares it.</summary>
    public int Line => line;

    /// <summary>How many types the one that declares it inherits from.</summary>
    public int Depth { get; } = DepthOf(property.DeclaringType!);

    /// <summary>What a property is; null where it is no option.</summary>
    public static OptionMember? Of(PropertyInfo property) =>
        property.GetCustomAttribute<OptionAttribute>() is { } option ? new Single(property, option)
        : property.GetCustomAttributes().OfType<IOptionGroup>().FirstOrDefault() is { } group ? new Group(property, group)
        : null;

    /// <summary>The options, whose defaults are what <paramref name="defaults"/> holds.</summary>
    public abstract IEnumerable<StrategyOption> Options(object defaults);

    /// <summary>Their values.</summary>
    public abstract IEnumerable<double> Values(object owner);

    /// <summary>Sets them.</summary>
    public abstract void Set(object owner, ImmutableSortedDictionary<string, double> values);

    private static int DepthOf(Type type) => type.BaseType is { } above ? DepthOf(above) + 1 : 0;

    private sealed class Group(PropertyInfo property, IOptionGroup group) : OptionMember(property, group.Line)
    {
        private readonly PropertyInfo _property = property;
        private readonly OptionTable _table = group.Table;

        public override IEnumerable<StrategyOption> Options(object defaults) =>
            _table.All.Zip(Values(defaults), (option, value) => option with { Default = value });

        public override IEnumerable<double> Values(object owner) => _table.ValuesOf(_property.GetValue(owner)!);

        public override void Set(object owner, ImmutableSortedDictionary<string, double> values) => _property.SetValue(owner, _table.Make(values));
    }

    private sealed class Single(PropertyInfo property, OptionAttribute option) : OptionMember(property, option.Line)
    {
        private readonly PropertyInfo _property = property;
        private readonly string _name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);

        private OptionKind Kind => _property.PropertyType switch
        {
            { IsEnum: true } => OptionKind.Choice,
            var type when type == typeof(bool) => OptionKind.Switch,
            var type when type == typeof(int) => OptionKind.Whole,
            var type when type == typeof(double) => OptionKind.Real,
            var type => throw new InvalidOperationException(
                $"{_property.DeclaringType}.{_property.Name}: found an option of type {type.Name}, expected int, double, bool or an enum."),
        };

        private (double Minimum, double Maximum) Range => option.Range ?? Kind switch
        {
            OptionKind.Switch => (0, 1),
            OptionKind.Choice => (0, Enum.GetValuesAsUnderlyingType(_property.PropertyType).Length - 1),
            _ => throw new InvalidOperationException(
                $"{_property.DeclaringType}.{_property.Name}: found an option without a range, expected [Option(smallest, largest, \"meaning\")]."),
        };

        public override IEnumerable<StrategyOption> Options(object defaults) =>
            [new(_name, Kind, Value(defaults), Range.Minimum, Range.Maximum, option.Help)];

        public override IEnumerable<double> Values(object owner) => [Value(owner)];

        public override void Set(object owner, ImmutableSortedDictionary<string, double> values) => _property.SetValue(owner, Kind switch
        {
            OptionKind.Choice => Enum.ToObject(_property.PropertyType, (int)values[_name]),
            OptionKind.Switch => values[_name] == 1,
            OptionKind.Whole => (int)values[_name],
            _ => values[_name],
        });

        private double Value(object owner) => Kind == OptionKind.Choice
            ? Convert.ToDouble(Convert.ToInt32(_property.GetValue(owner)))
            : Convert.ToDouble(_property.GetValue(owner));
    }
}

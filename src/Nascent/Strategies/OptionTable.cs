using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Nascent.Strategies;

/// <summary>The options of a record, read from its properties once.</summary>
/// <remarks>Those of a record that it inherits from come first, then each record's own as they are written.</remarks>
internal sealed class OptionTable
{
    private readonly Func<object> _make;
    private readonly ImmutableArray<OptionMember> _members;

    private OptionTable(Func<object> make, ImmutableArray<OptionMember> members)
    {
        (_make, _members) = (make, members);
        var defaults = make();
        All = [.. members.SelectMany(member => member.Options(defaults))];
    }

    /// <summary>The options.</summary>
    public ImmutableArray<StrategyOption> All { get; }

    /// <summary>The table of a record.</summary>
    /// <exception cref="InvalidOperationException">A property cannot be an option.</exception>
    public static OptionTable Of<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] TOptions>()
        where TOptions : class, new() =>
        new(static () => new TOptions(),
            [.. typeof(TOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Select(OptionMember.Of).OfType<OptionMember>().OrderBy(member => member.Depth).ThenBy(member => member.Line)]);

    /// <summary>A record with these values.</summary>
    /// <param name="values">A value for each option.</param>
    public object Make(ImmutableSortedDictionary<string, double> values)
    {
        var options = _make();
        foreach (var member in _members)
            member.Set(options, values);
        return options;
    }

    /// <summary>The values of a record, in the order of <see cref="All"/>.</summary>
    public IEnumerable<double> ValuesOf(object options) => _members.SelectMany(member => member.Values(options));
}

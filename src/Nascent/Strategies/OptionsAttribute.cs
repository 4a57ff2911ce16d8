using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Nascent.Strategies;

/// <summary>Makes the options of another record options of this one too, listed where the property stands.</summary>
/// <typeparam name="TOptions">The property's type.</typeparam>
/// <param name="line">Left to the compiler: options are listed as they are written.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OptionsAttribute<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] TOptions>(
    [CallerLineNumber] int line = 0) : Attribute, IOptionGroup
    where TOptions : class, new()
{
    OptionTable IOptionGroup.Table => OptionTable.Of<TOptions>();

    int IOptionGroup.Line => line;
}
